using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PolicyNotify.Changes.Documents;
using PolicyNotify.Evidence;
using PolicyNotify.Publishing;

namespace PolicyNotify.Benchmarks.Notices;

/// <summary>A policy with a significant change, published twice.</summary>
internal static class BenchmarkPolicy
{
    public static async Task PublishAsync(IServiceProvider services, int words, CancellationToken cancellationToken)
    {
        var publishing = services.GetRequiredService<PublishingService>();
        var document = DocumentId.Parse("privacy");
        var first = Text(words, "We do not share your data with anybody.", "");
        var second = Text(
            words, "We share your name and address with our payment provider.", "significance: significant\nreason: a new recipient\napproved-by: Bench\n");
        await publishing.PublishAsync(document, Encoding.UTF8.GetBytes(first), Actor.Key("bench"), cancellationToken);
        await publishing.PublishAsync(document, Encoding.UTF8.GetBytes(second), Actor.Key("bench"), cancellationToken);
    }

    private static string Text(int words, string sharing, string frontMatter)
    {
        var text = new StringBuilder($"---\ntitle: Privacy Policy\ntimezone: Europe/Berlin\n{frontMatter}---\n\n## Who receives it\n\n{sharing}\n");
        for (var paragraph = 0; paragraph < words / 50; paragraph++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Section {paragraph}\n\n")
                .AppendJoin(' ', Enumerable.Range(0, 50).Select(word => $"word{(paragraph * 50) + word}")).Append(".\n");
        }

        return text.ToString();
    }
}
