using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace PolicyNotify.LocalRuntime.Functions;

/// <summary>Calls a function: a new instance of its class from a scope of its own, parameters by name and type.</summary>
internal sealed class FunctionInvoker
{
    private readonly FunctionDefinition function;
    private readonly Func<object, IReadOnlyDictionary<string, string?>, CancellationToken, object?>[] parameters;
    private readonly ObjectFactory? create;

    /// <param name="function">The function.</param>
    /// <param name="textNames">The names under which texts, such as route values, are offered to it.</param>
    public FunctionInvoker(FunctionDefinition function, IReadOnlyCollection<string> textNames)
    {
        this.function = function;
        parameters = [.. function.Method.GetParameters().Select(parameter => Bind(parameter, textNames))];
        create = function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);
    }

    public async Task<IResult?> InvokeAsync(
        IServiceProvider services, object trigger, IReadOnlyDictionary<string, string?> texts, CancellationToken cancellationToken)
    {
        var instance = create?.Invoke(services, []);
        try
        {
            var arguments = Array.ConvertAll(parameters, bind => bind(trigger, texts, cancellationToken));
            switch (function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null))
            {
                case Task<IResult> task:
                    return await task;
                case ValueTask<IResult> task:
                    return await task;
                case Task task:
                    await task;
                    return null;
                case ValueTask task:
                    await task;
                    return null;
                case IResult result:
                    return result;
                default:
                    return null;
            }
        }
        finally
        {
            switch (instance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }
        }
    }

    private Func<object, IReadOnlyDictionary<string, string?>, CancellationToken, object?> Bind(ParameterInfo parameter, IReadOnlyCollection<string> textNames)
    {
        if (parameter == function.TriggerParameter)
        {
            return (trigger, _, _) => trigger;
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return (_, _, token) => token;
        }

        var name = parameter.Name!;
        return parameter.ParameterType == typeof(string) && textNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? (_, texts, _) => texts.GetValueOrDefault(name)
            : throw new LocalRuntimeException(
                $"Function {function.Name} has a parameter {parameter.ParameterType.Name} {name} that cannot be filled: besides the trigger there may be a CancellationToken and, for HTTP, a string for each route value ({string.Join(", ", textNames)}).");
    }
}
