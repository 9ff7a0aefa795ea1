using PolicyNotify.Replies.Judging;

namespace PolicyNotify.Tests.Replies;

/// <summary>Mails in the shapes of many mail systems and their robots, in our own words; each returned mail holds the notice with all its trap words.</summary>
public sealed class RobotTests
{
    private static readonly string Folder = Path.Combine(JudgedMails.Folder, "..", "Robots");

    private static readonly IReadOnlyDictionary<string, (ReplyKind Kind, string Bounced)> Expected = File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => (Enum.Parse<ReplyKind>(cells[1], ignoreCase: true), cells[2]), StringComparer.Ordinal);

    public static TheoryData<string> Files => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_robot_is_never_taken_for_a_person(string file)
    {
        var judgement = Judge(file);

        Assert.True(Expected[file].Kind == judgement.Kind, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_bounce_says_whom_it_is_about_and_whether_for_good(string file)
    {
        var said = string.Join(';', Judge(file).Bounced.Select(one => $"{one.Address} {(one.IsPermanent ? "hard" : "soft")} {one.Status}"));

        Assert.Equal(Expected[file].Bounced, said);
    }

    [Fact]
    public void The_table_and_the_folder_name_the_same_mails() =>
        Assert.Equal(Directory.EnumerateFiles(Folder, "*.eml").Select(Path.GetFileName).Order(StringComparer.Ordinal), Expected.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("From: Ann Lee <postmaster@smallcompany.example>\nSubject: Re: Our privacy policy is changing", "I object to the changes.")]
    [InlineData("From: Ann Lee <postmaster@smallcompany.example>\nSubject: Your notice", "The old terms were fine. Your message says they were rejected by nobody. I object to the changes.")]
    [InlineData("From: no-reply@smallcompany.example\nSubject: Re: Our privacy policy is changing", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing\nAuto-Submitted: no", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing\nPrecedence: bulk", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing\nReturn-Path: <>", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing\nX-Auto-Response-Suppress: All", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing", "My first mail came back: 550 5.1.1 user unknown, mail delivery failed. So once more: I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Fwd: Undelivered Mail Returned to Sender", "My first mail could not be delivered, see below. I object to the changes.\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON@example.net\nSubject: Undelivered Mail Returned to Sender\nTo: ann@example.net\n\nThis is the mail system. 550 5.1.1 user unknown")]
    [InlineData("From: ann@example.net\nSubject: mail delivery failed", "I tried your form and it said the message could not be delivered. I want my account closed, please.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing", "I am out of the office until 9 March, so in short: I do not agree. Close my account.")]
    [InlineData("From: ann@example.net\nSubject: Re: Automatic reply: Our privacy policy is changing", "I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Out of office", "Before I leave: I object to the changes.")]
    [InlineData("From: ann@example.net\nSubject: Re: Our privacy policy is changing", "Ich bin ab morgen im Urlaub, daher jetzt schon: Ich widerspreche den Änderungen.")]
    public void A_person_who_sounds_like_a_robot_is_never_put_aside(string headers, string text)
    {
        var judgement = JudgedMails.OfRaw($"{headers.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\nTo: replies@example.com\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

        Assert.True(judgement.Kind is ReplyKind.Objection or ReplyKind.Review, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [InlineData("##- Please type your reply above this line -##\n\nYour request (7120) has been received and is being reviewed by our staff.\nTo add additional comments, reply to this email.")]
    [InlineData("## Bitte geben Sie Ihre Antwort über dieser Zeile ein ##\n\nIhre Anfrage (7120) ist eingegangen und wird geprüft.")]
    [InlineData("##- Veuillez saisir votre réponse au-dessus de cette ligne -##\n\nVotre demande (7120) a bien été reçue et est en cours d'examen.")]
    [InlineData("##- Escriba su respuesta por encima de esta línea -##\n\nSu solicitud (7120) ha sido recibida y está siendo revisada.")]
    public void A_ticket_system_without_headers_is_known_by_its_line(string text)
    {
        const string Copy = "Example Ltd, 2 March 2026\n\nYou have an account with Example. If you do not agree, you may terminate your contract by replying.";

        var judgement = JudgedMails.OfRaw($"From: Support <support@example.net>\r\nSubject: [Ticket #7120] Our privacy policy is changing\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\n\n{Copy}\r\n");

        Assert.True(judgement.Kind is ReplyKind.Automatic, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [InlineData("I object to the changes.\n\n##- Please type your reply above this line -##\n\nYour request (7120) has been received and is being reviewed.")]
    [InlineData("## Please type your reply above this line ##\n\nYour request (7120) has been received and is being reviewed.\n\nJane (Purchasing): We do not agree to the changes. Please close our account.")]
    public void A_person_behind_a_ticket_system_is_never_put_aside(string text)
    {
        var judgement = JudgedMails.OfRaw($"From: Support <support@example.net>\r\nSubject: Re: [Ticket #7120] Our privacy policy is changing\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");

        Assert.True(judgement.Kind is ReplyKind.Objection or ReplyKind.Review, $"{judgement.Kind}: {judgement.Reason}");
    }

    [Theory]
    [InlineData("mail delivery problem", "My mail to your support could not be delivered. Which address is right?")]
    [InlineData("Re: Our privacy policy is changing", "I am out of the office next week. I have a question: who are the partners?")]
    public void A_person_who_asks_and_sounds_like_a_robot_is_read_by_somebody(string subject, string text)
    {
        var judgement = JudgedMails.OfRaw($"From: ann@example.net\r\nTo: replies@example.com\r\nSubject: {subject}\r\n\r\n{text}\r\n");

        Assert.True(judgement.Kind is ReplyKind.Question or ReplyKind.Review, $"{judgement.Kind}: {judgement.Reason}");
    }

    private static ReplyJudgement Judge(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Folder, file));
        return JudgedMails.Judge.Judge(stream, TestContext.Current.CancellationToken);
    }
}
