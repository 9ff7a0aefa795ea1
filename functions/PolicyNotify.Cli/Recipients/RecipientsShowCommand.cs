using System.CommandLine;
using System.Text.Json;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Json;
using PolicyNotify.Notices.Ledger;
using PolicyNotify.Recipients;
using PolicyNotify.Replies.Standing;

namespace PolicyNotify.Cli.Recipients;

/// <summary>Where one person stands, version by version.</summary>
internal static class RecipientsShowCommand
{
    public static Command Create(CliHost host)
    {
        var person = new Argument<string>("PERSON") { Description = "The recipient id, as lists name it, or the address." };
        return new CliCommand(
            host,
            "show",
            "Say for one person, version by version: told when, objected or deemed to agree when; or not told, and why.",
            "policy-notify recipients show 0d5fb0a1c2e3f4a5b6c7d8e9",
            "policy-notify recipients show ada@example.com --json")
        {
            person,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var named = invocation.Required(person);
            using var service = invocation.OpenService();
            var answer = named.Contains('@', StringComparison.Ordinal)
                ? await service.PostAsync("api/recipients/standing", JsonSerializer.SerializeToUtf8Bytes(new { address = named }, PolicyNotifyJson.Compact), "application/json", cancellationToken)
                : await service.GetAsync($"api/recipients/{Read(named)}/standing", cancellationToken);
            var standing = service.Read<PersonStanding>(answer);
            invocation.Answer.Give(answer, words => Write(words, standing));
            return ExitCode.Fine;
        });
    }

    private static void Write(Answer words, PersonStanding person)
    {
        words.Fields(
            ("recipient", person.Recipient.ToString()),
            ("account", person.AccountId),
            ("known since", person.Known ? Words.Of(person.AddedAt) : "no longer on the list"),
            ("verified", person.VerifiedAt is { } verified ? $"{Words.Of(verified)}, {person.VerifiedBy}" : person.Known ? "no" : null),
            ("unreachable", person.Unreachable is { } since ? $"{Words.Of(since.Cause)} since {Words.Of(since.Since)}" : null));
        words.Line();
        if (person.Versions.Count == 0)
            words.Line("Nothing was published yet.");
        else
            words.Table(["version", "in force", "told", "objected", "stands", "since", "why"], [.. person.Versions.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(VersionStanding version) =>
    [
        $"{version.Document} {version.Version}",
        version.InForceSince is { } since ? Words.Of(since) : $"on {Words.Of(version.EffectiveOn)}",
        Told(version),
        version.ObjectedAt is { } objected ? $"{Words.Of(objected)} ({Words.Of(version.Objection!)})" : "",
        Words.Of(version.Agreement),
        Words.Of(version.AgreedAt),
        version.Agreement is AgreementState.MayObject && version.ObjectionsCloseAt is { } closes ? $"{version.Why} Objections count until {Words.Of(closes)}." : version.Why,
    ];

    private static string Told(VersionStanding version)
    {
        var told = Words.Of(version.ToldAt);
        var became = version switch
        {
            { ReturnedAt: { } returned } => $"{told}, came back {Words.Of(returned)}",
            { DeliveredAt: { } delivered } => $"{told}, delivered {Words.Of(delivered)}",
            { Outcome: not DeliveryOutcome.None } => $"{told}, {Words.Of(version.Outcome)}",
            _ => told,
        };
        return version.RemindedAt is { } reminded ? $"{became}, reminded {Words.Of(reminded)}" : became;
    }

    private static RecipientId Read(string text)
    {
        try
        {
            return RecipientId.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new CommandFailedException(ExitCode.BadInput, $"{exception.Message} Or give the address.");
        }
    }
}
