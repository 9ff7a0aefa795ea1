using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.LocalRuntime.Functions;

/// <summary>A function as its attributes declare it.</summary>
internal sealed record FunctionDefinition(string Name, MethodInfo Method, ParameterInfo TriggerParameter, Attribute Trigger)
{
    public HttpTriggerAttribute? Http => Trigger as HttpTriggerAttribute;

    public TimerTriggerAttribute? Timer => Trigger as TimerTriggerAttribute;

    public QueueTriggerAttribute? Queue => Trigger as QueueTriggerAttribute;
}
