using System.Globalization;
using PolicyNotify.Mail.Legal;
using PolicyNotify.Replies.Records;

namespace PolicyNotify.Replies.Acknowledging;

/// <summary>Tells legal that a person who objected could not be answered: that promise is then theirs to keep.</summary>
internal static class GivenUpLetter
{
    public static LegalMail Write(ObjectionRecord objection, int attempts, string? detail) => new(
        $"acknowledgement.given-up:{objection.Notice}:{objection.Recipient}",
        $"Nobody could be told that the objection to {objection.Notice} arrived",
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            The objection of `{objection.Recipient}` to `{objection.Notice}` is recorded and was handed on. The acknowledgement to the person was not taken by the mail system in {attempts} attempts, and is not tried again.

            The mail system's last words: {detail ?? "none"}

            Answer the person in another way. What is known of them:

                policy-notify recipients show {objection.Recipient}
            """));
}
