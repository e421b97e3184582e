using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Quantum.Server.Identity;
using Quantum.Server.Identity.Keystone;
using Quantum.Server.Tests.Hosting;
using Quantum.Server.Tests.Operation;

namespace Quantum.Server.Tests.Identity;

/// <summary>How Keystone is configured, and that no token is where it does not belong.</summary>
public sealed class KeystoneOptionTests(ServerOnSqlite server) : IClassFixture<ServerOnSqlite>
{
    [Theory]
    [InlineData("Quantum:Keystone:AuthUrl", "")]
    [InlineData("Quantum:Keystone:AuthUrl", "keystone")]
    [InlineData("Quantum:Keystone:WwwAuthenticateUri", "nowhere")]
    [InlineData("Quantum:Keystone:Username", "")]
    [InlineData("Quantum:Keystone:Password", "")]
    [InlineData("Quantum:Keystone:HttpConnectTimeout", "0")]
    [InlineData("Quantum:Keystone:HttpRequestTimeout", "soon")]
    [InlineData("Quantum:Keystone:HttpRequestMaxRetries", "-1")]
    [InlineData("Quantum:Keystone:TokenCacheTime", "-2")]
    [InlineData("Quantum:Keystone:TokenCacheSize", "0")]
    [InlineData("Quantum:Keystone:ServiceType", "")]
    [InlineData("Quantum:Keystone:CaFile", "/nowhere/ca.pem")]
    [InlineData("Quantum:Keystone:CertFile", "/etc/hostname")]
    public void A_bad_value_is_refused_under_its_key(string key, string value)
    {
        var failure = Record.Exception(() => Program.Build(
        [
            "--urls=http://127.0.0.1:0",
            "--Quantum:Store=memory",
            "--Quantum:Identity=keystone",
            "--Quantum:Keystone:AuthUrl=http://127.0.0.1:5000/v3",
            "--Quantum:Keystone:Username=quantum",
            "--Quantum:Keystone:Password=secret",
            $"--{key}={value}",
        ]));

        failure.Should().NotBeNull();
        failure!.Message.Should().Contain(key);
    }

    [Fact]
    public void An_application_credential_needs_its_secret_and_no_password()
    {
        string[] arguments =
        [
            "--urls=http://127.0.0.1:0",
            "--Quantum:Store=memory",
            "--Quantum:Identity=keystone",
            "--Quantum:Keystone:AuthUrl=http://127.0.0.1:5000/v3",
            "--Quantum:Keystone:ApplicationCredentialId=1234",
        ];

        var failure = Record.Exception(() => Program.Build(arguments));

        failure!.Message.Should().Contain("ApplicationCredentialSecret").And.NotContain("Password");
        Record.Exception(() => Program.Build([.. arguments, "--Quantum:Keystone:ApplicationCredentialSecret=x"])).Should().BeNull();
    }

    [Fact]
    public void The_cache_remembers_no_more_tokens_than_it_may()
    {
        using var cache = new TokenCache(new KeystoneOptions { TokenCacheSize = 10 }, TimeProvider.System);
        var token = new IdentityToken { UserId = "mia", ExpiresAt = TimeProvider.System.GetUtcNow() };

        for (var i = 0; i < 1000; i++)
            cache.Add(TokenCache.KeyOf($"token-{i}"), token);

        Enumerable.Range(0, 1000).Count(i => cache.Find(TokenCache.KeyOf($"token-{i}")) is not null).Should().BeInRange(1, 10);
    }

    [Fact]
    public async Task Keystones_certificate_must_come_from_the_configured_authority()
    {
        var directory = Directory.CreateTempSubdirectory("quantum-ca-").FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(directory, "ca.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        await using var keystone = await FakeKeystone.StartAsync(web => web.UseUrls("https://127.0.0.1:0").ConfigureKestrel(
            kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)));
        await using var trusting = await server.StartAnotherAsync([.. keystone.Options, $"Quantum:Keystone:CaFile={file}"]);
        await using var doubting = await server.StartAnotherAsync(keystone.Options);
        var token = keystone.Issue("mia", "acme", ["member"]);

        (await trusting.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await doubting.Api.With("X-Auth-Token", token).GetAsync("networks")).Expect(HttpStatusCode.ServiceUnavailable);
        keystone.Validations.Should().Be(1);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task No_token_and_no_password_is_in_the_most_talkative_log()
    {
        await using var keystone = await FakeKeystone.StartAsync();
        await using var process = QuantumProcess.Start(
        [
            "--urls=http://127.0.0.1:0",
            "--Quantum:Store=memory",
            "--Logging:LogLevel:Default=Trace",
            "--Logging:LogLevel:Microsoft=Debug",
            .. keystone.Options.Select(option => $"--{option}"),
        ]);
        var ready = await process.LineAsync("Quantum is ready");
        using var api = new ApiClient(new Uri(ready.Split(' ')[4].TrimEnd(':')));
        var valid = keystone.Issue("mia", "acme", ["member"]);
        var stale = keystone.Issue("rita", "acme", ["member"], TimeSpan.FromMinutes(-1));

        (await api.With("X-Auth-Token", valid).GetAsync("networks")).Expect(HttpStatusCode.OK);
        (await api.With("X-Auth-Token", stale).GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await api.With("X-Auth-Token", "made-up-token").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await api.With("X-Auth-Token", "spoiled token").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        (await api.With("X-Auth-Token", valid).With("X-Service-Token", "service-token").GetAsync("networks")).Expect(HttpStatusCode.Unauthorized);
        keystone.Trouble = _ => Task.FromResult(Results.StatusCode(500));
        (await api.With("X-Auth-Token", "unlucky-token").GetAsync("networks")).Expect(HttpStatusCode.ServiceUnavailable);
        await process.TerminateAsync();

        var log = await process.RestAsync();
        log.Should().Contain("/v2.0/networks");
        log.Should().NotContainAny(valid, stale, "made-up-token", "spoiled token", "service-token", "unlucky-token", "own-1", "hunter2");
    }
}
