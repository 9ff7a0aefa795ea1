using System.Globalization;
using PolicyNotify.Changes.Diagnostics;

namespace PolicyNotify.Recipients;

/// <summary>Makes sense of one record of an import file, or says of each field what is wrong with it.</summary>
internal sealed class RecipientEntryReader(RecipientIdentity identity, DateTimeOffset now)
{
    private const int LongestText = 200;

    // Clocks of two systems differ a little; a proof from further ahead is a mistake.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    private static readonly DateTimeOffset BeforeEmail = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] TimeFormats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The entry; null when a problem was added.</summary>
    public RecipientEntry? Read(RecordLines lines, IReadOnlyList<string> fields, RecipientColumns columns, ICollection<Diagnostic> problems)
    {
        var (line, before) = (lines.First, problems.Count);
        if (fields.Count > columns.Count)
        {
            problems.Add(ImportProblem.OfLine(
                "import-fields", line, null, $"The line has {fields.Count} fields; the header names {columns.Count} columns.",
                "Put a field that contains the separator into quotation marks."));
            return null;
        }

        var address = Field(fields, columns.Email) ?? "";
        if (EmailAddressRules.Problem(address) is { } problem)
        {
            problems.Add(ImportProblem.OfLine("import-address", line, RecipientColumns.EmailName, problem, "Write one address alone, such as ann@example.com."));
        }

        var name = Text(fields, columns.Name, line, RecipientColumns.NameName, problems);
        var account = Text(fields, columns.AccountId, line, RecipientColumns.AccountIdName, problems);
        var method = Text(fields, columns.VerificationMethod, line, RecipientColumns.VerificationMethodName, problems);
        var verifiedAt = VerifiedAt(Field(fields, columns.VerifiedAt), line, problems);
        var hasTime = Field(fields, columns.VerifiedAt) is not null;
        if (hasTime != (Field(fields, columns.VerificationMethod) is not null))
        {
            problems.Add(ImportProblem.OfLine(
                "import-proof", line, hasTime ? RecipientColumns.VerificationMethodName : RecipientColumns.VerifiedAtName,
                hasTime ? "The line says when the address was verified, but not how." : "The line says how the address was verified, but not when.",
                "Fill both verified_at and verification_method, or leave both empty for an unverified address."));
        }

        return problems.Count > before ? null : new(lines, identity.IdOf(address), address, name, account, verifiedAt, method);
    }

    private static string? Field(IReadOnlyList<string> fields, int column) =>
        column >= 0 && column < fields.Count && fields[column].Trim() is { Length: > 0 } text ? text : null;

    private static string? Text(IReadOnlyList<string> fields, int column, int line, string name, ICollection<Diagnostic> problems)
    {
        if (Field(fields, column) is not { } text)
        {
            return null;
        }

        // A line break here is a missing quotation mark far more often than a name of two lines.
        if (text.Any(char.IsControl))
        {
            problems.Add(ImportProblem.OfLine(
                "import-control", line, name, "The field contains a line break or another control character.",
                "Check the quotation marks of this line, and write the field in one line."));
        }

        if (text.Length > LongestText)
        {
            problems.Add(ImportProblem.OfLine(
                "import-too-long", line, name, $"The field has {text.Length} characters; {LongestText} is the most.", "Shorten it."));
        }

        return text;
    }

    private DateTimeOffset? VerifiedAt(string? text, int line, ICollection<Diagnostic> problems)
    {
        if (text is null)
        {
            return null;
        }

        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] is ':');
        if (!hasOffset || !DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            problems.Add(ImportProblem.OfLine(
                "import-time", line, RecipientColumns.VerifiedAtName, "The time of verification is not an ISO 8601 time with its offset from UTC.",
                "Write it like 2025-03-01T09:30:00Z or 2025-03-01T10:30:00+01:00."));
            return null;
        }

        if (moment > now + ClockDifference || moment < BeforeEmail)
        {
            problems.Add(ImportProblem.OfLine(
                "import-time", line, RecipientColumns.VerifiedAtName,
                moment > now ? "The time of verification lies in the future." : "The time of verification lies before there was e-mail.",
                "Check the date and the offset."));
        }

        return moment.ToUniversalTime();
    }
}
