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
        var ids = Ids();

        var id = ids.Of(Notice, Person);

        Assert.Equal(id, ids.Of(Notice, Person));
        Assert.NotEqual(id, ids.Of(Notice, RecipientId.Parse("00112233445566778899aabc")));
        Assert.Matches("^[0-9a-f]{32}\\.privacy-2\\.0@example\\.com$", id);
        Assert.True(ids.TryRead($"<{id}>", out var notice, out var recipient));
        Assert.Equal(Notice, notice);
        Assert.Equal(Person, recipient);
        Assert.True(ids.TryRead(id.ToUpperInvariant(), out _, out recipient));
        Assert.Equal(Person, recipient);
    }

    [Fact]
    public void A_message_id_that_somebody_made_up_or_moved_to_another_notice_names_nobody()
    {
        var id = Ids().Of(Notice, Person);
        var changed = (id[0] == '0' ? "1" : "0") + id[1..];

        Assert.False(Ids().TryRead(changed, out _, out _));
        Assert.False(Ids().TryRead(id.Replace("privacy-2.0", "privacy-3.0", StringComparison.Ordinal), out _, out _));
        Assert.False(Ids("another secret of the installation, long enough").TryRead(id, out _, out _));
    }

    [Fact]
    public void Message_ids_of_one_person_have_nothing_in_common() =>
        Assert.NotEqual(Ids().Of(Notice, Person)[..8], Ids().Of(NoticeId.Parse("privacy-3.0"), Person)[..8]);

    [Theory]
    [InlineData("<something@example.com>")]
    [InlineData("<0123456789abcdef0123456789abcdef.privacy-2.0@elsewhere.example>")]
    [InlineData("<0123456789abcdef0123456789abcdef.admin-2.0@example.com>")]
    [InlineData("<0123456789abcdef0123456789abcdef@example.com>")]
    public void A_message_id_of_somebody_else_names_no_notice(string id) =>
        Assert.False(Ids().TryReadMailing(id, out _));

    private static MessageIds Ids(string key = "the secret of this installation, long enough") => new(
        Options.Create(new MailOptions { From = "privacy@example.com" }), Options.Create(new RecipientOptions { IdKey = key }));

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
