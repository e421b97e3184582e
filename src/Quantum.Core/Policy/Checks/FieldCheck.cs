using System.Text.RegularExpressions;
using Quantum.Core.Requests;

namespace Quantum.Core.Policy.Checks;

/// <summary>
/// <c>field:networks:router:external=True</c>: the target's attribute has the value; <c>=~pattern</c>: the value starts
/// with a match of the regular expression. An absent or null attribute never fits.
/// </summary>
internal sealed class FieldCheck : PolicyCheck
{
    private readonly string text;
    private readonly TargetAttribute attribute;
    private readonly string value;
    private readonly bool? flag;
    private readonly Regex? pattern;

    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">The pattern cannot be matched in linear time.</exception>
    public FieldCheck(string collection, string attribute, string value)
    {
        text = $"field:{collection}:{attribute}={value}";
        this.attribute = TargetAttribute.OfCollection(collection, attribute);
        this.value = value;
        flag = PolicyText.ToFlag(value);

        // Without backtracking no value that a client sends can make the match slow.
        if (value.StartsWith('~'))
            pattern = new Regex($"^(?:{value[1..]})", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public override bool Holds(RequestContext context, IPolicyTarget target)
    {
        if (!attribute.TryGet(target, out var actual) || actual is null)
            return false;
        if (pattern is not null)
            return pattern.IsMatch(PolicyText.Of(actual));

        return actual is bool set ? set == flag : PolicyText.Is(actual, value);
    }

    public override string ToString() => text;
}
