using YamlDotNet.Serialization;

namespace PolicyNotify.Changes.Classification.Rules;

/// <summary>A lexicon or rules file as it is written.</summary>
internal sealed class LexiconFile
{
    public string? Language { get; set; }

    public string? Kind { get; set; }

    public List<EntryFields>? Entries { get; set; }

    internal sealed class EntryFields
    {
        public string? Id { get; set; }

        public string? Category { get; set; }

        public string? Operator { get; set; }

        public string? Form { get; set; }

        public bool Each { get; set; }

        public List<string>? Terms { get; set; }

        public string? Comment { get; set; }

        public string? Source { get; set; }

        public string? Added { get; set; }

        public string? Removed { get; set; }

        public string? Changed { get; set; }

        [YamlMember(Alias = "when-added")]
        public string? WhenAdded { get; set; }

        [YamlMember(Alias = "when-removed")]
        public string? WhenRemoved { get; set; }

        [YamlMember(Alias = "to-settle")]
        public string? ToSettle { get; set; }
    }
}
