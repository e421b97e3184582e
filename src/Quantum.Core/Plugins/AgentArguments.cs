using System.Text.Json;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;

namespace Quantum.Core.Plugins;

/// <summary>A member of the body of an agent's call.</summary>
/// <param name="name">Its name.</param>
public abstract class AgentArgument(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>True when the call may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>A value, as JSON text.</summary>
    public required string Example { get; init; }

    /// <summary>What documents say of the value.</summary>
    public abstract ValueSchema Schema { get; }

    internal abstract object? Read(JsonElement value);
}

/// <inheritdoc />
/// <typeparam name="T">Type of the value in code.</typeparam>
public sealed class AgentArgument<T>(string name, AttributeType<T> type) : AgentArgument(name)
{
    /// <inheritdoc />
    public override ValueSchema Schema => type.Schema;

    internal override object? Read(JsonElement value) => type.Read(value);
}

/// <summary>The arguments of an agent's call.</summary>
public sealed class AgentArguments
{
    private readonly Dictionary<AgentArgument, object?> _values = [];

    private AgentArguments()
    {
    }

    /// <summary>No arguments.</summary>
    public static AgentArguments None { get; } = new();

    /// <summary>The value of an argument that the method lists and the call may not leave out.</summary>
    public T Get<T>(AgentArgument<T> argument) => (T)_values[argument]!;

    /// <summary>Reads a body: every argument but the optional ones is there, and nothing else.</summary>
    /// <exception cref="QuantumException">It is not such a body.</exception>
    internal static AgentArguments Read(JsonElement body, IReadOnlyList<AgentArgument> expected)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw new HttpBadRequestException("The arguments must be a JSON object");
        var unknown = body.EnumerateObject().Select(member => member.Name).Except(expected.Select(argument => argument.Name)).ToList();
        if (unknown.Count > 0)
            throw new HttpBadRequestException($"Unrecognized argument(s) '{ValueText.Cut(string.Join(", ", unknown))}'");

        var arguments = new AgentArguments();
        foreach (var argument in expected)
        {
            if (body.TryGetProperty(argument.Name, out var value))
                arguments._values[argument] = Read(argument, value);
            else if (!argument.IsOptional)
                throw new HttpBadRequestException($"Required argument '{argument.Name}' not specified");
        }

        return arguments;
    }

    private static object? Read(AgentArgument argument, JsonElement value)
    {
        try
        {
            return argument.Read(value);
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidAttributeException(argument.Name, e.Message);
        }
    }
}
