using Azure;

namespace PolicyNotify.Notices.Planning;

/// <summary>One partition's part of a mailing: when it is next worked on, and what its last pass found.</summary>
/// <param name="Partition">One of the recipients' partitions.</param>
/// <param name="NextPassAt">When the next pass is due; the sweep sees to it.</param>
/// <param name="PassedAt">When the last pass ended; null before the first.</param>
/// <param name="Counts">What it found; nobody before the first.</param>
/// <param name="Failures">Why deliveries were refused or are put off, and how many.</param>
/// <param name="ETag">The row's tag.</param>
internal sealed record NoticePartition(
    string Partition,
    DateTimeOffset NextPassAt,
    DateTimeOffset? PassedAt,
    NoticeCounts Counts,
    IReadOnlyDictionary<string, long> Failures,
    ETag ETag)
{
    /// <summary>Whether everybody of this partition has been told or can never be.</summary>
    public bool IsSettled => PassedAt is not null && Counts.Pending == 0;
}
