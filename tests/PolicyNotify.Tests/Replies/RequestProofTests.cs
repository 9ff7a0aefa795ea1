using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

/// <summary>A request is proven by its own phrases: by naming what is to be done with the data, or by naming a right and claiming it.</summary>
public sealed class RequestProofTests
{
    [Theory]
    [InlineData("Under Article 15 GDPR please send me a copy of all personal data you hold about me.")]
    [InlineData("Please delete my data.")]
    [InlineData("I hereby request access to my data under article 15.")]
    [InlineData("Could you please delete the support chats I had with you in 2025? The rest of the account can stay as it is.")]
    [InlineData("Ich bitte um Auskunft nach Art. 15 DSGVO.")]
    [InlineData("Hiermit mache ich von meinem Recht auf Auskunft Gebrauch.")]
    [InlineData("Bonjour, je souhaite exercer mon droit d'accès et recevoir une copie de mes données personnelles. Bien cordialement, Inès Laroche")]
    [InlineData("Solicito una copia de todos los datos personales que tienen sobre mí, conforme al artículo 15 del RGPD.")]
    [InlineData("Dzień dobry, proszę o przesłanie kopii moich danych osobowych. Z poważaniem,\nMarek Zielony")]
    public void Whoever_claims_a_right_is_listed_for_the_officer(string text) => AssertKind(ReplyKind.Request, text);

    [Theory]
    [InlineData("I read about article 17 in the paper this morning.")]
    [InlineData("The subject access request my neighbour made took ages.")]
    [InlineData("In der Zeitung stand etwas über Artikel 17.")]
    [InlineData("J'ai vu l'article 15 dans le journal.")]
    [InlineData("Leí el artículo 17 en el periódico.")]
    public void Whoever_only_names_a_right_has_claimed_nothing(string text) => AssertKind(ReplyKind.Review, text);

    [Theory]
    [InlineData("Please send me a copy of my data. Or else we are not friends any more.")]
    [InlineData("Please send me a copy of my data, but first let us talk about us.")]
    public void What_may_turn_a_request_round_is_for_a_reader(string text) => AssertKind(ReplyKind.Review, text);

    [Theory]
    [InlineData("Please send me a copy of my data and close my account.")]
    [InlineData("Article 15: send me my data. I do not accept the changes.")]
    public void A_request_beside_an_objection_hides_it_from_nobody(string text) => AssertKind(ReplyKind.Objection, text);

    private static void AssertKind(ReplyKind kind, string text)
    {
        var judgement = JudgedMails.OfText(text);

        Assert.True(kind == judgement.Kind, $"{judgement.Kind}: {judgement.Reason}");
    }
}
