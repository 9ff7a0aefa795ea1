using PolicyNotify.Notices.Planning;

namespace PolicyNotify.Notices.Watching;

/// <summary>What a forecast rests on.</summary>
/// <param name="Now">The present.</param>
/// <param name="State">Where the notice stands.</param>
/// <param name="Dates">Its dates.</param>
/// <param name="WasTold">Whether everybody had been told at some moment; whoever comes later is not held against it.</param>
/// <param name="Settled">Deliveries that were taken or never will be.</param>
/// <param name="Pending">People who are still to be told.</param>
/// <param name="Samples">Earlier progress of this stretch of mailing, the oldest first.</param>
/// <param name="ExpectedPerSecond">The rate to reckon with while there is none to measure.</param>
/// <param name="Reserve">How much time people need to decide something.</param>
internal sealed record NoticeOutlook(
    DateTimeOffset Now,
    NoticeState State,
    NoticeDates Dates,
    bool WasTold,
    long Settled,
    long Pending,
    IReadOnlyList<ProgressSample> Samples,
    double ExpectedPerSecond,
    TimeSpan Reserve);
