using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PolicyNotify.Clock;

/// <summary>Keeps the movable clock away from real people: notices sent by it would name deadlines that never come.</summary>
internal sealed class DemoOptionsValidator(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<DemoOptions>
{
    private const string Transport = "Mail:Transport";

    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        if (!options.Clock)
        {
            return ValidateOptionsResult.Success;
        }

        var failures = new List<string>();
        if (!environment.IsDevelopment())
        {
            failures.Add($"Demo:Clock is only for the environment Development, and this is {environment.EnvironmentName}: remove Demo:Clock.");
        }

        if (!string.Equals(configuration[Transport], "Pickup", StringComparison.OrdinalIgnoreCase))
        {
            failures.Add($"Demo:Clock goes with {Transport}=Pickup alone, and it is '{configuration[Transport]}': a moved clock must never send real mail. Remove Demo:Clock.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
