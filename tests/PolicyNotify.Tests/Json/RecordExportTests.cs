using System.Text;
using System.Text.Json;
using PolicyNotify.Json;

namespace PolicyNotify.Tests.Json;

public sealed class RecordExportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 13, 0, 0, TimeSpan.FromHours(1));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_has_a_header_moments_in_utc_and_words_for_enumerations()
    {
        var csv = await CsvAsync(new Line("a,b", Noon, DayOfWeek.Monday, true, ["x", "y"]), new Line(null, null, DayOfWeek.Friday, false, []));

        Assert.Equal(
            "text,at,day,yes,several\r\n\"a,b\",2026-03-02T12:00:00.0000000Z,monday,true,x y\r\n,,friday,false,\r\n",
            csv);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 221")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task No_cell_of_a_csv_starts_as_a_formula(string text)
    {
        var csv = await CsvAsync(new Line(text, null, DayOfWeek.Friday, false, []));

        Assert.Contains($"\"'{text}\",", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000)]
    public async Task Json_is_one_array_with_a_record_a_line(int count)
    {
        using var target = new MemoryStream();
        await RecordExport.WriteJsonAsync(
            Enumerable.Range(0, count).Select(number => new Line($"text {number}", Noon, DayOfWeek.Monday, true, [])).ToAsyncEnumerable(), target, Cancellation);

        var text = Encoding.UTF8.GetString(target.ToArray());
        Assert.Equal(count, JsonSerializer.Deserialize<List<Line>>(text, PolicyNotifyJson.Compact)!.Count);
        Assert.Equal(count + 2, text.TrimEnd().Split('\n').Length);
    }

    private static async Task<string> CsvAsync(params Line[] lines)
    {
        using var target = new MemoryStream();
        await RecordExport.WriteCsvAsync(lines.ToAsyncEnumerable(), target, Cancellation);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private sealed record Line(string? Text, DateTimeOffset? At, DayOfWeek Day, bool Yes, IReadOnlyList<string> Several);
}
