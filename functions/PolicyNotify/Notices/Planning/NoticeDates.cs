namespace PolicyNotify.Notices.Planning;

/// <summary>The dates of a notice. All moments are UTC.</summary>
/// <param name="CoolingOffUntil">The end of the time in which legal can step in.</param>
/// <param name="MailingStartsAt">The first moment at which mail may go out.</param>
/// <param name="TellBy">The first moment at which telling somebody no longer leaves the full notice period before the effective date.</param>
/// <param name="EffectiveOn">The day the version is to take effect.</param>
/// <param name="EffectiveAt">The first moment of that day.</param>
/// <param name="ObjectionsCloseAt">The first moment at which an objection of somebody told before the effective date comes too late.</param>
internal sealed record NoticeDates(
    DateTimeOffset CoolingOffUntil,
    DateTimeOffset MailingStartsAt,
    DateTimeOffset TellBy,
    DateOnly EffectiveOn,
    DateTimeOffset EffectiveAt,
    DateTimeOffset ObjectionsCloseAt);
