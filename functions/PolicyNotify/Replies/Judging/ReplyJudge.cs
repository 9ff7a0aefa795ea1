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
    private readonly BounceReader reader;

    public ReplyJudge(PhraseBooks books)
    {
        machines = new MachineRules(books);
        writing = new WrittenTextReader(books);
        intent = new IntentJudge(books);
        reader = new BounceReader(books.Machines);
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
        var report = machines.Report(mail);
        if (report is { Certainty: not MachineCertainty.Wording })
            return Machine(report, mail);

        var written = writing.Read(mail);
        if (report is not null)
        {
            var own = BounceReader.BeforeOriginal(written.Text);
            return intent.TouchesPersonally(own) || (report.Wordings == 0 && intent.Asks(own))
                ? ReplyJudgement.Human(ReplyKind.Review, 0.4, $"{report.Reason} But a person may be telling of it.", written.Text)
                : Machine(report, mail);
        }

        var finding = machines.Automatic(mail, written.Text);
        if (finding is null)
            return intent.Judge(mail.Subject, written);
        if (finding.Certainty is MachineCertainty.Structure)
            return Machine(finding, mail);

        // A person may write what looks like a robot's mail; a robot never gets further than review. The more signs of a robot, the clearer the
        // words must be to doubt it: a header and a wording together leave no doubt.
        var isDoubtful = (finding.Certainty, finding.Wordings) switch
        {
            (MachineCertainty.Header, > 0) => false,
            (MachineCertainty.Header, _) => intent.Objects(written.Text),
            (_, > 1) => intent.TouchesPersonally(written.Text),
            _ => intent.Touches(written.Text),
        };
        return isDoubtful
            ? ReplyJudgement.Human(ReplyKind.Review, 0.4, $"{finding.Reason} But it holds words of an objection.", written.Text)
            : Machine(finding, mail);
    }

    private ReplyJudgement Machine(MachineFinding finding, ReadMail mail)
    {
        var bounced = finding.Kind is not ReplyKind.Bounce ? []
            : mail.Bounced.Count > 0 ? mail.Bounced
            : reader.FromText(mail);
        var confidence = finding.Certainty switch { MachineCertainty.Structure => 0.99, MachineCertainty.Header => 0.95, _ => 0.8 };
        return ReplyJudgement.Machine(finding.Kind, confidence, finding.Reason, bounced);
    }
}
