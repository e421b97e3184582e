using Microsoft.Extensions.Logging;
using Quantum.Core.Requests;
using Quantum.Resources.Profiles;

namespace Quantum.Core.Policy;

/// <summary>
/// Answers whether a caller may do something, by the rules of the caller's profile. One instance serves all requests: the
/// rules are compiled once and replaced as a whole when the operator's file changes. A file that breaks while the server
/// runs leaves the former rules in force.
/// </summary>
/// <remarks><c>http:</c> checks, which ask another server, are not supported; a file that has them is refused.</remarks>
public sealed partial class PolicyEngine
{
    private static readonly PolicyTarget NoTarget = new();

    private readonly ILogger<PolicyEngine> logger;
    private readonly PolicyFile? file;
    private readonly Lock reloading = new();
    private volatile PolicyRules current;

    /// <exception cref="PolicyFileException">A file is configured and missing or wrong.</exception>
    public PolicyEngine(PolicyOptions options, ILogger<PolicyEngine> logger, TimeProvider time)
    {
        this.logger = logger;
        file = string.IsNullOrWhiteSpace(options.PolicyFile) ? null : new PolicyFile(options.PolicyFile, time);
        current = PolicyRules.Load(file);
        if (file is not null)
            Log.Loaded(logger, file.Path);
    }

    /// <summary>True if the named rule lets the caller do it; a rule that is not defined means rule <c>default</c>.</summary>
    public bool Allows(RequestContext context, string rule, IPolicyTarget target) =>
        Of(context).Find(rule).Holds(context, target);

    /// <summary>True if all rules of an action hold; see <see cref="Demand" />.</summary>
    public bool AllowsAll(RequestContext context, IReadOnlyList<string> rules, IPolicyTarget target)
    {
        var defined = Of(context);
        return rules.All(rule => Holds(context, defined, rule, target));
    }

    /// <summary>
    /// Demands all rules of an action: its own and those of the attributes that the request sets. An attribute rule that is
    /// not defined means rule <c>default</c> in 2012 and is left out today.
    /// </summary>
    /// <exception cref="PolicyNotAuthorizedException">A rule does not hold; it names all that were demanded.</exception>
    public void Demand(RequestContext context, IReadOnlyList<string> rules, IPolicyTarget target)
    {
        var defined = Of(context);
        for (var i = 0; i < rules.Count; i++)
        {
            if (!Holds(context, defined, rules[i], target))
            {
                Log.Refused(logger, rules[i], context.UserId, context.TenantId);
                throw defined.PluginRuleOf(rules[i]) is { } pluginRule
                    ? PolicyNotAuthorizedException.OfPlugin(pluginRule)
                    : new PolicyNotAuthorizedException([.. rules.Where(rule => Applies(context, defined, rule))]);
            }
        }
    }

    /// <summary>True if the caller's profile has the rule, built-in or from the file.</summary>
    public bool Defines(RequestContext context, string rule) => Of(context).Defines(rule);

    /// <summary>True if rule <c>context_is_admin</c> holds for the caller, or the context says so already.</summary>
    public bool IsAdmin(RequestContext context) => Of(context).ContextIsAdmin.Holds(context, NoTarget);

    /// <summary>The rules in force for a profile: name and canonical text, ordered by name.</summary>
    public IReadOnlyDictionary<string, string> EffectiveRules(string profileName) => Current().Of(profileName).Texts();

    private static bool Holds(RequestContext context, PolicyRuleSet defined, string rule, IPolicyTarget target) =>
        !Applies(context, defined, rule) || defined.Find(rule).Holds(context, target);

    private static bool Applies(RequestContext context, PolicyRuleSet defined, string rule) =>
        context.Profile.Name == ApiProfile.Folsom.Name || !IsAttributeRule(rule) || defined.Defines(rule);

    // "create_port:mac_address" is an attribute's rule; "extension:router:set" is a rule of its own.
    private static bool IsAttributeRule(string rule)
    {
        var colon = rule.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && rule.AsSpan(0, colon).Contains('_');
    }

    private PolicyRuleSet Of(RequestContext context) => Current().Of(context.Profile.Name);

    private PolicyRules Current()
    {
        if (file is not null && file.IsDue())
            Reload(file);

        return current;
    }

    private void Reload(PolicyFile changing)
    {
        lock (reloading)
        {
            if (!changing.HasChanged())
                return;

            try
            {
                current = PolicyRules.Load(changing);
                Log.Reloaded(logger, changing.Path);
            }
            catch (PolicyFileException e)
            {
                Log.KeptFormerRules(logger, changing.Path, e);
            }
        }
    }

    // Ids 7001-7099; next free: 7005.
    private static partial class Log
    {
        [LoggerMessage(7001, LogLevel.Information, "Policy file {File} loaded")]
        public static partial void Loaded(ILogger logger, string file);

        [LoggerMessage(7002, LogLevel.Information, "Policy file {File} changed and was loaded again")]
        public static partial void Reloaded(ILogger logger, string file);

        [LoggerMessage(7003, LogLevel.Error, "Policy file {File} changed and is broken; the former rules stay in force")]
        public static partial void KeptFormerRules(ILogger logger, string file, PolicyFileException exception);

        [LoggerMessage(7004, LogLevel.Debug, "Rule {Rule} refused user {UserId} of tenant {TenantId}")]
        public static partial void Refused(ILogger logger, string rule, string? userId, string? tenantId);
    }
}
