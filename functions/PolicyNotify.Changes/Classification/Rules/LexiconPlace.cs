using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>Where an entry stands. Its line is only sought when there is something to say about it.</summary>
/// <param name="File">The file as the caller named it.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Number">Which entry of the file it is, counted from 0.</param>
internal sealed record LexiconPlace(string File, string Text, int Number)
{
    /// <summary>The line on which the entry begins, counted from 1.</summary>
    public int? FindLine()
    {
        var yaml = new YamlStream();
        yaml.Load(new Parser(new StringReader(Text)));
        return yaml.Documents[0].RootNode is YamlMappingNode root && root.Children.TryGetValue("entries", out var entries)
            && entries is YamlSequenceNode list && Number < list.Children.Count
            ? (int)list.Children[Number].Start.Line
            : null;
    }
}
