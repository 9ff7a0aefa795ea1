using System.CommandLine;
using PolicyNotify.Publishing;

namespace PolicyNotify.Cli.Policies;

internal static class PublishCommand
{
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The policy text, a Markdown file with front matter." };
        var document = new Option<string?>("--document") { Description = "Which document it is. Default: the file's name without extension.", HelpName = "name" };
        return new CliCommand(
            host,
            "publish",
            "Publish a policy text: the service judges it, numbers it, announces it and, when it is significant, notifies everybody. Publishing the same text again changes nothing.",
            "policy-notify publish policy/privacy.md",
            "policy-notify publish drafts/new-privacy.md --document privacy --json")
        {
            file, document,
        }.UsingService().Running(async (invocation, cancellationToken) =>
        {
            var path = invocation.Required(file);
            var id = DocumentNames.Of(path, invocation.Value(document));
            var text = await invocation.Files.ReadBytesAsync(path, cancellationToken);
            await invocation.Files.ReadPolicyAsync(path, cancellationToken);
            using var service = invocation.OpenService();
            var answer = await service.PostFileAsync($"api/documents/{id}/versions", path, text, "text/markdown", cancellationToken);
            var result = service.Read<PublishResult>(answer);
            invocation.Answer.Give(answer, words => PublishWords.Write(words, result));
            return ExitCode.Fine;
        });
    }
}
