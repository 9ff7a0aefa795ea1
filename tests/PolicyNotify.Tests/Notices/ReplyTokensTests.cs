using Microsoft.Extensions.Options;
using PolicyNotify.Mail;
using PolicyNotify.Notices;
using PolicyNotify.Recipients;

namespace PolicyNotify.Tests.Notices;

public sealed class ReplyTokensTests
{
    private const string OldKey = "an-old-key-of-at-least-thirty-two-characters";
    private const string NewKey = "a-new-key-of-at-least-thirty-two-characters!";

    private static readonly NoticeId Notice = NoticeId.Parse("privacy-2.0");
    private static readonly RecipientId Person = RecipientId.Parse("00112233445566778899aabb");

    [Fact]
    public void A_reply_address_leads_back_to_the_person_and_the_notice()
    {
        var tokens = Tokens(NewKey);

        var address = tokens.AddressOf(Notice, Person, "Example Ltd").Address;

        Assert.Matches("^replies\\+[a-z2-7]{40}@example\\.com$", address);
        Assert.True(ReplyToken.TryFindIn(address, out var token));
        Assert.Equal(Person, token.Recipient);
        Assert.Equal(ReplyTokens.HintOf(Notice), token.NoticeHint);
        Assert.True(tokens.IsGenuine(token, Notice));
    }

    [Fact]
    public void A_token_survives_mail_systems_that_shout()
    {
        var tokens = Tokens(NewKey);
        var address = tokens.AddressOf(Notice, Person, null).Address.ToUpperInvariant();

        Assert.True(ReplyToken.TryFindIn(address, out var token));
        Assert.True(tokens.IsGenuine(token, Notice));
    }

    [Fact]
    public void A_token_of_one_notice_is_not_genuine_for_another()
    {
        var tokens = Tokens(NewKey);

        Assert.False(tokens.IsGenuine(tokens.Create(Notice, Person), NoticeId.Parse("privacy-3.0")));
    }

    [Fact]
    public void A_single_changed_character_is_noticed_wherever_it_stands()
    {
        var tokens = Tokens(NewKey);
        var text = tokens.Create(Notice, Person).Text;

        for (var index = 0; index < text.Length; index++)
        {
            var changed = string.Concat(text.AsSpan(0, index), text[index] == 'a' ? "b" : "a", text.AsSpan(index + 1));
            Assert.True(ReplyToken.TryParse(changed, out var token));
            Assert.False(tokens.IsGenuine(token, Notice));
        }
    }

    [Fact]
    public void Tokens_signed_before_a_key_was_replaced_are_still_genuine_and_new_ones_are_signed_with_the_new_key()
    {
        var before = Tokens(OldKey).Create(Notice, Person);
        var tokens = Tokens(NewKey, OldKey);

        Assert.True(tokens.IsGenuine(before, Notice));
        Assert.False(Tokens(NewKey).IsGenuine(before, Notice));
        Assert.Equal(Tokens(NewKey).Create(Notice, Person).Text, tokens.Create(Notice, Person).Text);
    }

    [Theory]
    [InlineData("replies@example.com")]
    [InlineData("replies+short@example.com")]
    [InlineData("replies+0000000000000000000000000000000000000000@example.com")]
    [InlineData("")]
    public void What_is_no_token_is_not_read_as_one(string address) => Assert.False(ReplyToken.TryFindIn(address, out _));

    [Fact]
    public void A_message_id_is_the_same_each_time_differs_between_people_and_names_the_notice()
    {
        var ids = new MessageIds(Options.Create(new MailOptions { From = "privacy@example.com" }));

        var id = ids.Of(Notice, Person);

        Assert.Equal(id, ids.Of(Notice, Person));
        Assert.NotEqual(id, ids.Of(Notice, RecipientId.Parse("00112233445566778899aabc")));
        Assert.Matches("^[0-9a-f]{20}\\.privacy-2\\.0@example\\.com$", id);
        Assert.True(ids.TryReadNotice($"<{id}>", out var notice));
        Assert.Equal(Notice, notice);
    }

    [Theory]
    [InlineData("<something@example.com>")]
    [InlineData("<0123456789abcdef0123.privacy-2.0@elsewhere.example>")]
    [InlineData("<0123456789abcdef0123.admin-2.0@example.com>")]
    [InlineData("<0123456789abcdef0123@example.com>")]
    public void A_message_id_of_somebody_else_names_no_notice(string id) =>
        Assert.False(new MessageIds(Options.Create(new MailOptions { From = "privacy@example.com" })).TryReadNotice(id, out _));

    private static ReplyTokens Tokens(params string[] keys)
    {
        var options = new ReplyAddressOptions { Address = "replies@example.com" };
        foreach (var key in keys)
        {
            options.TokenKeys.Add(key);
        }

        return new ReplyTokens(Options.Create(options));
    }
}
