using System.Collections.Immutable;
using Quantum.Core.Policy.Syntax;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Policy;

/// <summary>The rules of both profiles as one load of the file made them: both change together or not at all.</summary>
internal sealed record PolicyRules(PolicyRuleSet Modern, PolicyRuleSet Folsom)
{
    /// <exception cref="PolicyFileException">The file is missing, or it or one of its rules is wrong.</exception>
    public static PolicyRules Load(PolicyFile? file)
    {
        if (file is null)
            return Compile(ImmutableDictionary<string, string>.Empty);

        try
        {
            return Compile(file.Read());
        }
        catch (PolicyRuleException e)
        {
            throw new PolicyFileException(file.Path, e.Rule, e.Message, e);
        }
    }

    public PolicyRuleSet Of(string profileName) => profileName == ApiProfile.Folsom.Name ? Folsom : Modern;

    private static PolicyRules Compile(IReadOnlyDictionary<string, string> overrides) =>
        new(PolicyRuleSet.Compile(ModernPolicy.Rules, overrides), PolicyRuleSet.Compile(FolsomPolicy.Rules, overrides));
}
