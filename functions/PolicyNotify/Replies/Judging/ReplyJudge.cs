using PolicyNotify.Replies.Judging.Intent;
using PolicyNotify.Replies.Judging.Kinds;
using PolicyNotify.Replies.Judging.Mime;
using PolicyNotify.Replies.Judging.Phrases;
using PolicyNotify.Replies.Judging.Writing;

namespace PolicyNotify.Replies.Judging;

/// <summary>Judges a mail by itself: no storage, no clock, no network. The same bytes always give the same judgement. Safe for concurrent use.</summary>
internal sealed class ReplyJudge
{
    private readonly MachineRules machines;
    private readonly WrittenTextReader writing;
    private readonly IntentJudge intent;

    public ReplyJudge(PhraseBooks books)
    {
        machines = new MachineRules(books);
        writing = new WrittenTextReader(books);
        intent = new IntentJudge(books);
    }

    /// <summary>Judges a raw mail of any quality; what cannot be read is for review.</summary>
    /// <param name="stream">Seekable, at the mail's first byte.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ReplyJudgement Judge(Stream stream, CancellationToken cancellationToken) =>
        MailReader.Read(stream, cancellationToken) is { } mail
            ? Judge(mail)
            : ReplyJudgement.Human(ReplyKind.Review, 0.2, "It cannot be read as a mail.", string.Empty);

    public ReplyJudgement Judge(ReadMail mail)
    {
        var finding = machines.Judge(mail);
        if (finding is { Certainty: MachineCertainty.Structure })
            return Machine(finding, mail);

        var written = writing.Read(mail);
        if (finding is null)
            return intent.Judge(mail.Subject, written);

        // A person may write what looks like a robot's mail; a robot never gets further than review.
        var isDoubtful = finding.Certainty is MachineCertainty.Wording ? intent.Touches(written.Text) : intent.Objects(written.Text);
        return isDoubtful && finding.Kind is ReplyKind.Automatic
            ? ReplyJudgement.Human(ReplyKind.Review, 0.4, $"{finding.Reason} But it holds words of an objection.", written.Text)
            : Machine(finding, mail);
    }

    private static ReplyJudgement Machine(MachineFinding finding, ReadMail mail)
    {
        var bounced = finding.Kind is not ReplyKind.Bounce ? []
            : mail.Bounced.Count > 0 ? mail.Bounced
            : BounceReader.FromText(mail.Header("X-Failed-Recipients"), mail.AnyText);
        var confidence = finding.Certainty switch { MachineCertainty.Structure => 0.99, MachineCertainty.Header => 0.95, _ => 0.8 };
        return ReplyJudgement.Machine(finding.Kind, confidence, finding.Reason, bounced);
    }
}
