using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PolicyNotify.LocalRuntime.Functions;

/// <summary>All functions of an application, in the order of their names.</summary>
internal sealed class FunctionCatalog
{
    private FunctionCatalog(IReadOnlyList<FunctionDefinition> functions) => Functions = functions;

    public IReadOnlyList<FunctionDefinition> Functions { get; }

    /// <summary>Finds the functions among these types and refuses what the isolated worker would refuse or run differently.</summary>
    public static FunctionCatalog From(IEnumerable<Type> types)
    {
        var functions = types
            .Where(type => type is { IsClass: true, IsVisible: true } && (!type.IsAbstract || IsStatic(type)))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute)))
            .Select(Define)
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var repeated = functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return repeated is null
            ? new FunctionCatalog(functions)
            : throw new LocalRuntimeException($"{repeated.Count()} functions are called {repeated.Key}; names must be unique.");
    }

    private static bool IsStatic(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static FunctionDefinition Define(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes()
                .Where(attribute => attribute is HttpTriggerAttribute or TimerTriggerAttribute or QueueTriggerAttribute)
                .Select(attribute => (parameter, attribute)))
            .ToList();
        if (triggers.Count != 1)
        {
            throw new LocalRuntimeException($"Function {name} has {triggers.Count} trigger parameters; it needs exactly one.");
        }

        var (trigger, declared) = triggers[0];
        var (triggerType, returns) = declared switch
        {
            HttpTriggerAttribute => (typeof(HttpRequest), typeof(IResult)),
            TimerTriggerAttribute => (typeof(TimerInfo), typeof(void)),
            _ => (typeof(string), typeof(void)),
        };
        Require(trigger.ParameterType == triggerType, $"takes {trigger.ParameterType.Name} {trigger.Name} as its trigger, which must be {triggerType.Name}");
        Require(IsResult(method.ReturnType, returns), $"must return {(returns == typeof(void) ? "nothing" : returns.Name)}, at once or as a task");
        if (declared is HttpTriggerAttribute { AuthLevel: not AuthorizationLevel.Anonymous })
        {
            Require(false, "asks for a key of the Functions host, which the local runtime does not have; use AuthorizationLevel.Anonymous and check keys in the function");
        }

        return new FunctionDefinition(name, method, trigger, declared);

        void Require(bool holds, string complaint)
        {
            if (!holds)
            {
                throw new LocalRuntimeException($"Function {name} ({method.DeclaringType}.{method.Name}) {complaint}.");
            }
        }
    }

    private static bool IsResult(Type returned, Type wanted) =>
        wanted == typeof(void)
            ? returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask)
            : wanted.IsAssignableFrom(returned) || returned == typeof(Task<>).MakeGenericType(wanted) || returned == typeof(ValueTask<>).MakeGenericType(wanted);
}
