namespace PolicyNotify.Evidence;

/// <summary>Who or what did something: a named API key, a timer, a person named on a command. Never an address.</summary>
/// <param name="Name">Such as <c>key:ci</c> or <c>timer:take-effect</c>.</param>
public sealed record Actor(string Name)
{
    /// <summary>The holder of a named API key.</summary>
    public static Actor Key(string name) => new($"key:{name}");

    /// <summary>One of the system's own timers or queues.</summary>
    public static Actor System(string part) => new($"system:{part}");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
