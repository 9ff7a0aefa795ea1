namespace PolicyNotify.Tests.Notices;

/// <summary>A small policy in two versions.</summary>
internal static class PolicyTextsForTests
{
    public const string First =
        """
        ---
        title: Privacy Policy
        timezone: Europe/Berlin
        ---

        We explain here what we do with your data.

        ## What we keep

        We keep your name and your e-mail address for as long as you have an account.

        ## Who receives it

        We do not share your data with anybody.
        """;

    public const string Second =
        """
        ---
        title: Privacy Policy
        timezone: Europe/Berlin
        summary: |
          We now use a payment provider.

          It receives your name & address <when you pay>.
        significance: significant
        reason: A new recipient of personal data.
        approved-by: Ada Counsel
        ---

        We explain here what we do with your data.

        ## What we keep

        We keep your name and your e-mail address for as long as you have an account.

        ## Who receives it

        We share your name and address with our payment provider when you pay.
        """;

    public const string SecondButMinor =
        """
        ---
        title: Privacy Policy
        timezone: Europe/Berlin
        significance: minor
        reason: Only a clearer wording.
        approved-by: Ada Counsel
        ---

        We explain here what we do with your data.

        ## What we keep

        We keep your name and e-mail address for as long as you have an account.

        ## Who receives it

        We do not share your data with anybody.
        """;
}
