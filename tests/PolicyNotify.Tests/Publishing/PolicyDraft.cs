using System.Globalization;
using System.Text;

namespace PolicyNotify.Tests.Publishing;

/// <summary>A policy file as legal would write it.</summary>
internal sealed record PolicyDraft
{
    public string Title { get; init; } = "Privacy Policy";

    public string TimeZone { get; init; } = "UTC";

    public DateOnly? Effective { get; init; }

    public string? Summary { get; init; }

    public string? Significance { get; init; }

    public string? Reason { get; init; }

    public string? ApprovedBy { get; init; }

    public string Body { get; init; } = "# Privacy\n\nWe keep your booking records for 30 days and delete them afterwards.\n";

    /// <summary>The same policy with a change that is significant by any measure.</summary>
    public PolicyDraft Sharing(string with = "advertising partners") =>
        this with { Body = Body + $"\n## Sharing with {with}\n\nWe sell your e-mail address and your location to {with} outside the European Union.\n" };

    /// <summary>The same policy with a change that touches no clause.</summary>
    public PolicyDraft Reworded(string summary) => this with { Summary = summary };

    public byte[] Bytes => Encoding.UTF8.GetBytes(ToString());

    public override string ToString()
    {
        var text = new StringBuilder("---\n");
        Line("title", Title);
        Line("timezone", TimeZone);
        Line("effective", Effective?.ToString("O", CultureInfo.InvariantCulture));
        Line("summary", Summary);
        Line("significance", Significance);
        Line("reason", Reason);
        Line("approved-by", ApprovedBy);
        return text.Append("---\n\n").Append(Body).ToString();

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
            }
        }
    }
}
