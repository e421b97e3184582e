using Microsoft.Extensions.Options;
using Quantum.Server.Identity;
using Quantum.Server.Identity.Builtin;
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
        services.AddBuiltin(configuration, $"{Section}:Builtin");
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

    private static void AddBuiltin(this IServiceCollection services, IConfiguration configuration, string section)
    {
        services.AddOptionsOf<BuiltinOptions>(configuration, section);
        services.AddSingleton<IValidateOptions<BuiltinOptions>>(provider =>
            new BuiltinRequirements(provider.GetRequiredService<IOptions<IdentityOptions>>(), section));
        services.AddSingleton<UserDirectory>();
        services.AddSingleton<BuiltinTokens>();
        services.AddSingleton<BuiltinLogin>();
        services.AddSingleton<BuiltinDocuments>();
        services.AddSingleton<BuiltinEndpoints>();
    }

    private static IIdentity Choose(IServiceProvider provider, string name) => name switch
    {
        IdentityOptions.Keystone => Tokens<KeystoneTokens>(provider),
        IdentityOptions.Builtin => Tokens<BuiltinTokens>(provider),
        _ => ActivatorUtilities.CreateInstance<NoauthIdentity>(provider),
    };

    private static TokenIdentity Tokens<TService>(IServiceProvider provider)
        where TService : ITokenService =>
        ActivatorUtilities.CreateInstance<TokenIdentity>(provider, provider.GetRequiredService<TService>());
}
