using Quantum.Core.Quotas;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api;

/// <summary>The profiles as configured, and how a request chooses one: mount prefix, header, or the default.</summary>
internal sealed class ApiProfiles
{
    public const string Header = "X-Quantum-Profile";
    public const string FolsomPrefix = "/folsom";

    private readonly Dictionary<string, ApiProfile> _byName;

    public ApiProfiles(ProfileOptions options, QuotaOptions quotas)
    {
        _byName = new[] { ApiProfile.Modern, ApiProfile.Folsom }
            .Select(profile => options.Apply(profile, quotas))
            .ToDictionary(profile => profile.Name, StringComparer.OrdinalIgnoreCase);
        Default = _byName[options.Profile];
    }

    public ApiProfile Default { get; }

    public ApiProfile Folsom => _byName[ApiProfile.Folsom.Name];

    /// <summary>The profile of that name, or <c>null</c>.</summary>
    public ApiProfile? Find(string name) => _byName.GetValueOrDefault(name);
}
