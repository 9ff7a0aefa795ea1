namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the message parameter of a function that queue messages start.</summary>
/// <param name="queueName">The queue's name.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue's name.</summary>
    public string QueueName { get; } = queueName ?? throw new ArgumentNullException(nameof(queueName));

    /// <summary>The setting that names the storage account; <c>AzureWebJobsStorage</c> when null.</summary>
    public string? Connection { get; set; }
}
