using System.Text;
using System.Text.Json;
using PolicyNotify.Changes.Comparison;

namespace PolicyNotify.Changes.Redlines;

/// <summary>Writes a redline as JSON. Where a run reads the same in both files, <c>source</c> stands for both.</summary>
internal static class RedlineJson
{
    public static string Write(Redline redline, PolicyComparison comparison)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteSides(json, "head", RedlineRebuild.Head(comparison.Old), RedlineRebuild.Head(comparison.New));
            WriteFields(json, redline);
            json.WriteStartArray("sections");
            foreach (var section in redline.Sections)
                WriteSection(json, section);
            json.WriteEndArray();
            WriteSides(json, "tail", RedlineRebuild.Tail(comparison.Old), RedlineRebuild.Tail(comparison.New));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteSides(Utf8JsonWriter json, string name, string old, string @new)
    {
        json.WriteStartObject(name);
        json.WriteString("old", old);
        json.WriteString("new", @new);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Redline redline)
    {
        json.WriteStartArray("fields");
        foreach (var field in redline.Fields)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Field);
            json.WriteString("old", field.Old);
            json.WriteString("new", field.New);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSection(Utf8JsonWriter json, RedlineSection section)
    {
        json.WriteStartObject();
        json.WriteString("path", section.Path);
        json.WriteStartArray("items");
        foreach (var item in section.Items)
            WriteItem(json, item);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, RedlineItem item)
    {
        json.WriteStartObject();
        json.WriteString("kind", Word(item.Kind));
        json.WriteString("clause", JsonNamingPolicy.CamelCase.ConvertName(item.ClauseKind.ToString()));
        if (item.IsMoved)
        {
            json.WriteBoolean("moved", true);
            json.WriteString("movedFrom", item.MovedFrom);
        }

        if (item.OldIndex is { } oldIndex)
            json.WriteNumber("oldIndex", oldIndex);
        if (item.NewIndex is { } newIndex)
            json.WriteNumber("newIndex", newIndex);
        json.WriteStartArray("runs");
        foreach (var run in item.Runs)
            WriteRun(json, run);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RedlineRun run)
    {
        json.WriteStartObject();
        json.WriteString("kind", run.Kind switch { RedlineRunKind.Deleted => "deleted", RedlineRunKind.Inserted => "inserted", _ => "same" });
        json.WriteString("text", run.Text);
        if (run.OldSource == run.NewSource)
        {
            json.WriteString("source", run.NewSource);
        }
        else
        {
            if (run.OldSource is not null)
                json.WriteString("oldSource", run.OldSource);
            if (run.NewSource is not null)
                json.WriteString("newSource", run.NewSource);
        }

        json.WriteEndObject();
    }

    private static string Word(ClauseChangeKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
