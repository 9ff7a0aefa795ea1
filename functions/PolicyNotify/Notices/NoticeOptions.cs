namespace PolicyNotify.Notices;

/// <summary>How notices are mailed. Section <c>Notices</c>.</summary>
internal sealed class NoticeOptions
{
    public const string Section = "Notices";

    /// <summary>Messages on their way at once, for each batch that a process works on; 16 by default.</summary>
    public int SendConcurrency { get; set; } = 16;

    /// <summary>Deliveries claimed and recorded together; 100, the most one transaction takes, by default. A crash can repeat at most this many for each batch at work.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The most messages a process hands over in a second; 0, no limit, by default.</summary>
    public int MaximumPerSecond { get; set; }

    /// <summary>How long a claim on a page lasts, in seconds; 300 by default. Longer than any page takes; after a crash the page's people wait this long.</summary>
    public int LeaseSeconds { get; set; } = 300;

    /// <summary>How often people who were verified meanwhile are looked for, in minutes; 15 by default.</summary>
    public int CatchUpMinutes { get; set; } = 15;

    /// <summary>After how many minutes a delivery whose outcome stayed unknown is made again; 240 by default. Being told twice weighs less than not at all.</summary>
    public int UnknownRetryMinutes { get; set; } = 240;

    /// <summary>After how many minutes a mail system that turned us away is tried again; 15 by default.</summary>
    public int StopRetryMinutes { get; set; } = 15;

    /// <summary>Whether legal has to approve the mail before it goes out; false by default. A notice keeps what held when it was planned.</summary>
    public bool RequireApproval { get; set; }

    /// <summary>
    /// Days of slack before the last day to tell people, when mailing is to start late; null, the default, starts it as soon as the cooling-off is over.
    /// </summary>
    public int? SlackDays { get; set; }

    /// <summary>People told in a second, to reckon with while a run has not shown its own rate; 20 by default.</summary>
    public int ExpectedPerSecond { get; set; } = 20;

    /// <summary>How many hours legal needs to decide something: so long before it is too late a notice that waits for them is at risk; 12 by default.</summary>
    public int AlertHours { get; set; } = 12;
}
