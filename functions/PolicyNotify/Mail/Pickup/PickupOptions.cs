namespace PolicyNotify.Mail.Pickup;

/// <summary>Section <c>Mail:Pickup</c>.</summary>
internal sealed class PickupOptions
{
    /// <summary>The folder the files are put into, created when missing; a relative one is taken from the content root.</summary>
    public string? Folder { get; set; }
}
