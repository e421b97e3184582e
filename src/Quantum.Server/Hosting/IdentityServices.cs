using Microsoft.Extensions.Options;
using Quantum.Server.Identity;
using Quantum.Server.Identity.Keystone;

namespace Quantum.Server.Hosting;

/// <summary>Registers the identities; the one that is configured is made.</summary>
internal static class IdentityServices
{
    private const string Section = "Quantum";

    public static void AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsOf<IdentityOptions>(configuration, Section);
        services.AddKeystone(configuration, $"{Section}:Keystone");
        services.AddSingleton(provider => Choose(provider, provider.GetRequiredService<IdentityOptions>().Identity));
    }

    private static void AddKeystone(this IServiceCollection services, IConfiguration configuration, string section)
    {
        services.AddOptionsOf<KeystoneOptions>(configuration, section);
        services.AddSingleton<IValidateOptions<KeystoneOptions>>(provider =>
            new KeystoneRequirements(provider.GetRequiredService<IOptions<IdentityOptions>>(), section));
        services.AddSingleton<KeystoneClient>();
        services.AddSingleton<KeystoneLogin>();
        services.AddSingleton<TokenCache>();
        services.AddSingleton<KeystoneTokens>();
    }

    private static IIdentity Choose(IServiceProvider provider, string name) => name switch
    {
        IdentityOptions.Keystone => Tokens<KeystoneTokens>(provider),
        _ => ActivatorUtilities.CreateInstance<NoauthIdentity>(provider),
    };

    private static TokenIdentity Tokens<TService>(IServiceProvider provider)
        where TService : ITokenService =>
        ActivatorUtilities.CreateInstance<TokenIdentity>(provider, provider.GetRequiredService<TService>());
}
