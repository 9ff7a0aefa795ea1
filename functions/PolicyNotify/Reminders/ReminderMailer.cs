using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PolicyNotify.Notices;
using PolicyNotify.Notices.Content;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Notices.Mailing;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Reminders;

/// <summary>Works on the messages of the queue <c>reminder-batches</c>.</summary>
public sealed partial class ReminderMailer
{
    /// <summary>The queue.</summary>
    public const string Queue = "reminder-batches";

    private static readonly BatchKind Kind = new(Queue, "reminder.batch");

    private readonly ReminderStore reminders;
    private readonly NoticeStore notices;
    private readonly NoticeContentStore contents;
    private readonly LedgerScan scan;
    private readonly DeliveryLedger ledger;
    private readonly ObjectionStore objections;
    private readonly BatchWorker worker;
    private readonly bool isOn;
    private readonly ILogger<ReminderMailer> logger;

    internal ReminderMailer(
        ReminderStore reminders,
        NoticeStore notices,
        NoticeContentStore contents,
        LedgerScan scan,
        DeliveryLedger ledger,
        ObjectionStore objections,
        BatchWorker worker,
        IOptions<ReminderOptions> options,
        ILogger<ReminderMailer> logger)
    {
        this.reminders = reminders;
        this.notices = notices;
        this.contents = contents;
        this.scan = scan;
        this.ledger = ledger;
        this.objections = objections;
        this.worker = worker;
        isOn = options.Value.ReminderDays > 0;
        this.logger = logger;
    }

    /// <summary>Makes the copies that are due in the partitions a message names. Safe to repeat and to run beside itself.</summary>
    public async Task RunAsync(string message, CancellationToken cancellationToken)
    {
        var batch = NoticeBatch.Read(message);
        if (await worker.RunAsync(batch, Kind, now => OpenAsync(batch.Mailing, now, cancellationToken), cancellationToken) is null)
        {
            LogNotSending(batch.Mailing);
        }
    }

    private async Task<IMailing?> OpenAsync(MailingId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        isOn
        && await reminders.FindAsync(id, cancellationToken) is { } reminder
        && await notices.FindAsync(id.Notice, cancellationToken) is { } notice
        && reminder.MaySend(notice, now)
            ? new ReminderMailing(reminder, reminders, notices, contents, scan, ledger, objections)
            : null;

    [LoggerMessage(LogLevel.Information, "{Reminder} is not to be sent now; the message is dropped.")]
    private partial void LogNotSending(MailingId reminder);
}
