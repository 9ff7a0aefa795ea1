using System.CommandLine;
using PolicyNotify.Cli.Terminal;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Policies;

internal static class VersionsCommand
{
    public static Command Create(CliHost host)
    {
        var document = new Argument<string>("DOCUMENT") { Description = "The document, such as privacy." };
        return new CliCommand(
            host,
            "versions",
            "List the published versions of a document with their significance, dates and states.",
            "policy-notify versions privacy")
        {
            document,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var id = DocumentNames.Read(invocation.Required(document));
            using var service = invocation.OpenService();
            var answer = await service.GetAsync($"api/documents/{id}/versions", cancellationToken);
            var versions = service.Read<IReadOnlyList<PolicyVersion>>(answer);
            invocation.Answer.Give(answer, words => words.Table(
                ["version", "significance", "state", "effective", "published", "by"],
                [.. versions.Select(version => Row(version))]));
            return ExitCode.Fine;
        });
    }

    private static IReadOnlyList<string> Row(PolicyVersion version) =>
    [
        version.Number.ToString(),
        Words.Of(version.Significance),
        Words.Of(version.State),
        Words.Of(version.EffectiveOn),
        Words.Of(version.PublishedAt),
        version.PublishedBy,
    ];
}
