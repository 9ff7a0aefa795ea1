namespace PolicyNotify.Replies.Resolving;

/// <summary>Until when a data-protection request has to be answered.</summary>
internal static class RequestDeadline
{
    /// <summary>
    /// The last day: the day of the same number in the following month, or that month's last day where it has no such day. GDPR, article 12(3):
    /// one month after receipt; Regulation (EEC, Euratom) No 1182/71, article 3(2)(c), says how months end. The regulation moves a last day
    /// that is a Saturday, a Sunday or a public holiday to the next working day (article 3(4)); this date is not moved, so that whoever keeps it is in
    /// time everywhere. Nor does it know of an extension by two months, which has to be told to the person within this one.
    /// </summary>
    /// <param name="receivedOn">The day of receipt in the time zone of those who answer.</param>
    public static DateOnly LastDay(DateOnly receivedOn) => receivedOn.AddMonths(1);
}
