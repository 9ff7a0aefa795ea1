using MimeKit;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Replies;
using PolicyNotify.Replies.Judging;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Cli.Demo.Steps;

internal static class TakeReplies
{
    private static readonly TimeSpan TwoDays = TimeSpan.FromDays(2);
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    public static async Task RunAsync(DemoStage stage, DateTimeOffset noticed, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("Two days later, one person objects and one is out of the office");
        var now = await stage.MoveClockAsync(noticed + TwoDays, cancellationToken);
        narrator.Say($"The demo's clock is moved to {Words.Of(now)}. Two mails arrive in the inbox folder, answers to the notices above.");
        var notices = (await stage.MailsAsync(cancellationToken)).Values.ToList();
        var objection = DemoMail.Objection(To(notices, DemoPeople.Objector), now);
        var automatic = DemoMail.OutOfOffice(To(notices, DemoPeople.Away), now);
        await stage.ReceiveAsync(objection, "objection", cancellationToken);
        await stage.ReceiveAsync(automatic, "out-of-office", cancellationToken);
        await stage.MoveClockAsync(now + TenMinutes, cancellationToken);

        var replies = await stage.Patience.UntilAsync(
            DemoStage.Limit,
            token => stage.Api.GetAsync<IReadOnlyList<ReplyView>>("api/replies", token),
            seen => seen.Count == 2 && seen.All(reply => reply.Kind is not null),
            cancellationToken);
        narrator.Claim("both mails were read", replies.Count == 2, $"{replies.Count}");
        foreach (var reply in replies)
            narrator.Say($"From {reply.From}: {(reply.Kind is { } kind ? Words.Of(kind) : "not judged")}. {reply.Reason}");
        narrator.Claim("the out-of-office mail is automatic and ignored", replies.SingleOrDefault(reply => reply.From == DemoPeople.Away) is { Kind: ReplyKind.Automatic, NeedsReview: false });

        var objections = await stage.Patience.UntilAsync(
            DemoStage.Limit,
            token => stage.Api.GetAsync<IReadOnlyList<ObjectionView>>("api/objections", token),
            seen => seen.Any(one => one.Acknowledgement.State is AcknowledgementState.Sent),
            cancellationToken);
        narrator.Claim("one objection is recorded, in time", objections is [{ InTime: true }], $"{objections.Count}");
        narrator.Say($"Words relied on: {string.Join(' ', objections[0].Words)}");
        await ShowAcknowledgementAsync(stage, objections[0], notices.Count, cancellationToken);
    }

    private static async Task ShowAcknowledgementAsync(DemoStage stage, ObjectionView objection, int notices, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        var mails = await stage.MailsAsync(cancellationToken);
        var answers = mails.Where(mail => mail.Value.Headers["Auto-Submitted"] == "auto-replied").ToList();
        narrator.Claim("it is acknowledged by one mail, to the person who objected", objection.Acknowledgement.State is AcknowledgementState.Sent
            && mails.Count == notices + 1 && answers is [var only] && only.Value.To.Mailboxes.Single().Address == DemoPeople.Objector, $"{objection.Acknowledgement.State}, {answers.Count} mails");
        narrator.Say($"Subject: {answers[0].Value.Subject}");
        narrator.Open("acknowledgement", answers[0].Key);
    }

    private static MimeMessage To(IEnumerable<MimeMessage> notices, string address) =>
        notices.Single(notice => notice.To.Mailboxes.Single().Address == address);
}
