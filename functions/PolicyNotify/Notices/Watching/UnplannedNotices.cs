using Microsoft.Extensions.Options;
using PolicyNotify.Changes;
using PolicyNotify.Notices.Planning;
using PolicyNotify.Publishing;
using PolicyNotify.Recipients;

namespace PolicyNotify.Notices.Watching;

/// <summary>
/// The notices that there should be and are not: just published, or planning fails. Found from the versions, so that it shows as well when
/// nobody tries to plan them.
/// </summary>
internal sealed class UnplannedNotices(
    VersionStore versions,
    NoticeStore notices,
    PlanningTroubles troubles,
    RecipientStore recipients,
    IOptions<PublishingOptions> periods,
    IOptions<NoticeOptions> options,
    TimeProvider clock)
{
    /// <summary>All of them but those that are known to be planned.</summary>
    public async Task<IReadOnlyList<NoticeView>> ListAsync(IReadOnlySet<NoticeId> planned, CancellationToken cancellationToken)
    {
        var views = new List<NoticeView>();
        foreach (var version in await versions.ListPendingAsync(cancellationToken))
        {
            if (version.Significance is Significance.Significant && !planned.Contains(NoticeId.Of(version.Document, version.Number)))
            {
                views.Add(await ViewAsync(version, cancellationToken));
            }
        }

        return views;
    }

    /// <summary>One of them; null when it is planned, or there is no version that needs it.</summary>
    public async Task<NoticeView?> FindAsync(NoticeId id, CancellationToken cancellationToken) =>
        await versions.FindAsync(id.Document, id.Version, cancellationToken) is { IsPending: true, Significance: Significance.Significant } version
        && await notices.FindAsync(id, cancellationToken) is null
            ? await ViewAsync(version, cancellationToken)
            : null;

    private async Task<NoticeView> ViewAsync(PolicyVersion version, CancellationToken cancellationToken)
    {
        var id = NoticeId.Of(version.Document, version.Number);
        var now = clock.GetUtcNow().ToUniversalTime();
        var dates = NoticePlanner.Plan(version, periods.Value, options.Value);
        var counts = await recipients.CountsAsync(cancellationToken);
        var trouble = await troubles.FindAsync(id, cancellationToken);
        return new(
            id,
            version.Document,
            version.Number,
            version.Title,
            NoticeState.Unplanned,
            null,
            dates.CoolingOffUntil,
            dates.MailingStartsAt,
            dates.TellBy,
            dates.EffectiveOn,
            dates.EffectiveAt,
            version.TimeZone,
            dates.ObjectionsCloseAt,
            null,
            null,
            Because(trouble, now),
            NoticeCounts.None with { Verified = counts.Verified, Unverified = counts.Unverified, Pending = counts.Verified },
            new Dictionary<string, long>(),
            0)
        {
            AsOf = now,
            NeedsApproval = options.Value.RequireApproval,
            Forecast = trouble?.IsLasting(now) == true ? Alarm(dates, trouble, now) : NoticeForecast.Clear,
        };
    }

    private static string Because(PlanningTrouble? trouble, DateTimeOffset now) => trouble switch
    {
        not null when trouble.Attempts > 0 || trouble.IsLasting(now) =>
            $"Its notice is not planned, since {NoticeEvents.Words(trouble.Since)} and after {NoticeEvents.Number(trouble.Attempts)} attempts. {trouble.Because}",
        _ => "The version was published a moment ago; its notice is about to be planned.",
    };

    private static NoticeForecast Alarm(NoticeDates dates, PlanningTrouble trouble, DateTimeOffset now) => new(
        NoticeRisk.NotPlanned,
        $"{Because(trouble, now)} Nobody is told before that is mended, and everybody has to be told by {NoticeEvents.Words(dates.TellBy)}; else the version is held on {dates.EffectiveOn:O}.",
        null,
        null);
}
