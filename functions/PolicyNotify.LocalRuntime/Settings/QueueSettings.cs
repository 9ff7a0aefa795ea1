using System.Text.Json.Serialization;

namespace PolicyNotify.LocalRuntime.Settings;

/// <summary>The section <c>extensions.queues</c> of host.json, with the Functions host's defaults.</summary>
internal sealed record QueueSettings
{
    /// <summary>Messages fetched at once; 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The number of messages still at work at which the next batch is fetched; half of <see cref="BatchSize"/> when not set.</summary>
    [JsonPropertyName("newBatchThreshold")]
    public int? ConfiguredNewBatchThreshold { get; init; }

    /// <summary>How often a message is tried before it goes to the poison queue.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message rests after a failure.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between looks at an empty queue.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary><c>base64</c> or <c>none</c>.</summary>
    public string MessageEncoding { get; init; } = "base64";

    [JsonIgnore]
    public int NewBatchThreshold => ConfiguredNewBatchThreshold ?? BatchSize / 2;

    [JsonIgnore]
    public bool IsBase64 => MessageEncoding.Equals("base64", StringComparison.OrdinalIgnoreCase);

    public void Validate(string path)
    {
        Require(BatchSize is >= 1 and <= 32, "batchSize", "must be from 1 to 32");
        Require(NewBatchThreshold >= 0, "newBatchThreshold", "must not be negative");
        Require(MaxDequeueCount >= 1, "maxDequeueCount", "must be at least 1");
        Require(VisibilityTimeout >= TimeSpan.Zero, "visibilityTimeout", "must not be negative");
        Require(MaxPollingInterval > TimeSpan.Zero, "maxPollingInterval", "must be longer than zero");
        Require(IsBase64 || MessageEncoding.Equals("none", StringComparison.OrdinalIgnoreCase), "messageEncoding", "must be base64 or none");

        void Require(bool holds, string field, string rule)
        {
            if (!holds)
            {
                throw new LocalRuntimeException($"{path}: extensions.queues.{field} {rule}.");
            }
        }
    }
}
