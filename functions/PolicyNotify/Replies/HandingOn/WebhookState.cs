namespace PolicyNotify.Replies.HandingOn;

/// <summary>Where one event for one endpoint stands.</summary>
public enum WebhookState
{
    /// <summary>To be delivered, for the first time or again.</summary>
    Pending,

    /// <summary>The endpoint took it.</summary>
    Delivered,

    /// <summary>Given up: the endpoint did not take it for days, or said that it never will. Somebody has to look, and can have it delivered again.</summary>
    Dead,
}
