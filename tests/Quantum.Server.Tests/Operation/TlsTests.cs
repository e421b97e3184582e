using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Quantum.Server.Tests.Operation;

/// <summary>TLS by Kestrel's own configuration, with a certificate of our own making.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quantum-tls-").FullName;
    private readonly X509Certificate2 _certificate;

    public TlsTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        System.IO.File.WriteAllText(File("server.crt"), _certificate.ExportCertificatePem());
        System.IO.File.WriteAllText(File("server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    [Theory]
    [InlineData("Kestrel:Endpoints:Https:Certificate")]
    [InlineData("Kestrel:Certificates:Default")]
    public async Task An_endpoint_of_the_configuration_speaks_TLS_and_is_the_only_one(string certificate)
    {
        await using var app = Program.Build(Arguments(certificate, "server.key"));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == _certificate.GetCertHashString() },
        });

        var versions = await client.GetStringAsync(new Uri(address));
        var health = await client.GetStringAsync(new Uri(new Uri(address), "healthz"));

        address.Should().StartWith("https://127.0.0.1:");
        versions.Should().Contain($"{address}/v2.0");
        health.Should().Be("OK");
    }

    [Fact]
    public async Task A_key_that_is_not_there_stops_the_start()
    {
        await using var server = QuantumProcess.Start(Arguments("Kestrel:Endpoints:Https:Certificate", "nothing.key"));

        var (code, errors) = await server.ExitAsync();

        code.Should().Be(1);
        errors.Should().Contain("Quantum cannot start: ").And.Contain("nothing.key").And.NotContain("   at ");
    }

    [Fact]
    public async Task A_key_that_is_none_stops_the_start()
    {
        await System.IO.File.WriteAllTextAsync(File("server.key"), "nonsense");
        await using var server = QuantumProcess.Start(Arguments("Kestrel:Endpoints:Https:Certificate", "server.key"));

        var (code, errors) = await server.ExitAsync();

        code.Should().Be(1);
        errors.Should().Contain("Quantum cannot start: ").And.NotContain("   at ");
    }

    public void Dispose()
    {
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string[] Arguments(string certificate, string key) =>
    [
        "--Quantum:Store=memory",
        "--Logging:LogLevel:Default=Warning",
        "--Kestrel:Endpoints:Https:Url=https://127.0.0.1:0",
        $"--{certificate}:Path={File("server.crt")}",
        $"--{certificate}:KeyPath={File(key)}",
    ];

    private string File(string name) => Path.Combine(_folder, name);
}
