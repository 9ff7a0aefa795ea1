using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PolicyNotify.Telemetry;

/// <summary>Every metric of the service (docs/telemetry.md lists them). Tags never hold anything about a person.</summary>
internal sealed class PolicyNotifyMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PolicyNotify";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter meter;
    private readonly Counter<long> attempts;
    private readonly Histogram<double> duration;
    private readonly Counter<long> throttled;
    private readonly Gauge<long> outstanding;
    private readonly Gauge<long> held;
    private readonly Gauge<long> atRisk;
    private readonly Gauge<long> reminding;
    private readonly Gauge<long> unplanned;
    private readonly Gauge<long> legalMailWaiting;
    private readonly Gauge<long> legalMailLost;
    private readonly Counter<long> replies;
    private readonly Counter<long> webhookRequests;
    private readonly Counter<long> webhookEvents;
    private readonly Gauge<long> reviews;
    private readonly Gauge<double> oldestReview;
    private readonly Gauge<long> requests;
    private readonly Gauge<long> overdue;
    private readonly Gauge<long> dead;
    private readonly Counter<long> handedOn;

    public PolicyNotifyMetrics(IMeterFactory factory)
    {
        meter = factory.Create(MeterName);
        attempts = meter.CreateCounter<long>("policynotify.delivery.attempts", "{attempt}", "Messages handed to the mail system.");
        duration = meter.CreateHistogram("policynotify.delivery.duration", "s", "How long the mail system took to answer.", tags: null, advice: Seconds);
        throttled = meter.CreateCounter<long>("policynotify.delivery.throttled", "{answer}", "Answers by which the mail system asked to be left alone for a while.");
        outstanding = meter.CreateGauge<long>("policynotify.notice.outstanding", "{person}", "People who are still to be told.");
        held = meter.CreateGauge<long>("policynotify.notice.held", "{notice}", "1 while the notice's version is held, else 0.");
        atRisk = meter.CreateGauge<long>("policynotify.notice.at_risk", "{notice}", "1 while the last moment to tell people may be missed, else 0.");
        reminding = meter.CreateGauge<long>("policynotify.reminder.outstanding", "{person}", "People who are still to be reminded.");
        unplanned = meter.CreateGauge<long>("policynotify.notice.unplanned", "{notice}", "Significant versions whose notice could not be planned for a while.");
        legalMailWaiting = meter.CreateGauge<long>("policynotify.legal_mail.waiting", "{mail}", "Mails to legal that were not taken three times or more and are tried again.");
        legalMailLost = meter.CreateGauge<long>("policynotify.legal_mail.lost", "{mail}", "Mails to legal of the last two days that were refused or given up.");
        replies = meter.CreateCounter<long>("policynotify.reply.judged", "{reply}", "Replies by what they were judged to be.");
        webhookRequests = meter.CreateCounter<long>("policynotify.webhook.requests", "{request}", "Requests of the mail provider's event webhook.");
        webhookEvents = meter.CreateCounter<long>("policynotify.webhook.events", "{event}", "Events about deliveries.");
        reviews = meter.CreateGauge<long>("policynotify.review.open", "{reply}", "Replies that wait for a reader.");
        oldestReview = meter.CreateGauge<double>("policynotify.review.oldest_age", "s", "How long the oldest of them has waited; 0 when there is none.");
        requests = meter.CreateGauge<long>("policynotify.request.open", "{request}", "Data-protection requests that are not answered.");
        overdue = meter.CreateGauge<long>("policynotify.request.overdue", "{request}", "Those of them whose last day has passed.");
        dead = meter.CreateGauge<long>("policynotify.handing_on.dead", "{event}", "Events for the account system that were given up.");
        handedOn = meter.CreateCounter<long>("policynotify.handing_on.attempts", "{request}", "Requests to the account system.");
    }

    /// <summary>What waits for a person.</summary>
    public void WaitsForPeople(long openReviews, TimeSpan oldest, long openRequests, long overdueRequests, long deadEvents)
    {
        reviews.Record(openReviews);
        oldestReview.Record(oldest.TotalSeconds);
        requests.Record(openRequests);
        overdue.Record(overdueRequests);
        dead.Record(deadEvents);
    }

    /// <summary>An event was posted to an endpoint of the account system.</summary>
    public void HandedOn(string endpoint, bool isDelivered) =>
        handedOn.Add(1, new TagList { { "policynotify.endpoint", endpoint }, { "policynotify.outcome", isDelivered ? "delivered" : "failed" } });

    /// <summary>One message was handed over, or could not be.</summary>
    public void Attempted(string transport, string outcome, TimeSpan took)
    {
        var tags = new TagList { { "policynotify.transport", transport }, { "policynotify.outcome", Word(outcome) } };
        attempts.Add(1, tags);
        duration.Record(took.TotalSeconds, tags);
    }

    /// <summary>The mail system asked to be left alone.</summary>
    public void Throttled(string transport) => throttled.Add(1, new TagList { { "policynotify.transport", transport } });

    /// <summary>How a notice stands.</summary>
    public void Watched(string notice, long people, bool isHeld, bool isAtRisk)
    {
        var tags = new TagList { { "policynotify.notice", notice } };
        outstanding.Record(people, tags);
        held.Record(isHeld ? 1 : 0, tags);
        atRisk.Record(isAtRisk ? 1 : 0, tags);
    }

    /// <summary>How a reminder stands.</summary>
    public void Reminding(string reminder, long people) => reminding.Record(people, new TagList { { "policynotify.reminder", reminder } });

    /// <summary>Notices that there should be and are not.</summary>
    public void Unplanned(long number) => unplanned.Record(number);

    /// <summary>Mails to legal that legal does not get.</summary>
    public void LegalMail(long waiting, long lost)
    {
        legalMailWaiting.Record(waiting);
        legalMailLost.Record(lost);
    }

    /// <summary>A reply was judged for the first time.</summary>
    public void Judged(string kind, bool needsReview) =>
        replies.Add(1, new TagList { { "policynotify.reply.kind", Word(kind) }, { "policynotify.reply.needs_review", needsReview } });

    /// <summary>A request of an event webhook was answered.</summary>
    public void Requested(string source, string outcome) =>
        webhookRequests.Add(1, new TagList { { "policynotify.source", source }, { "policynotify.outcome", Word(outcome) } });

    /// <summary>Events were recorded.</summary>
    public void Reported(string source, string result, long events)
    {
        if (events > 0)
        {
            webhookEvents.Add(events, new TagList { { "policynotify.source", source }, { "policynotify.result", result } });
        }
    }

    public void Dispose() => meter.Dispose();

    // Values of tags are words in snake case, as everywhere in OpenTelemetry.
    private static string Word(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
