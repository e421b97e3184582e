using System.Text.Json;
using Quantum.Core.Quotas;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api.Quotas;

/// <summary>Writes limits as the API shows them.</summary>
internal static class QuotaDocuments
{
    public static Task WriteAsync(HttpContext http, IEnumerable<QuotaLimit> limits) =>
        SendAsync(http, writer => Write(writer, limits));

    public static Task WriteDetailsAsync(HttpContext http, IEnumerable<QuotaDetail> details) =>
        SendAsync(http, writer => Write(writer, details));

    public static Task WriteListAsync(HttpContext http, IEnumerable<TenantQuota> tenants) =>
        SendAsync(http, writer => Write(writer, tenants, ApiRequest.Of(http).Profile));

    /// <summary>Answers which tenant or project the caller is: <c>{"tenant": {"tenant_id": "…"}}</c>.</summary>
    public static Task WriteCallerAsync(HttpContext http, string name, string tenant) =>
        SendAsync(http, writer => WriteCaller(writer, name, tenant));

    public static void Write(Utf8JsonWriter writer, IEnumerable<QuotaLimit> limits)
    {
        writer.WriteStartObject("quota");
        WriteMembers(writer, limits);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, IEnumerable<QuotaDetail> details)
    {
        writer.WriteStartObject("quota");
        foreach (var (resource, limit, used) in details)
        {
            writer.WriteStartObject(resource);
            writer.WriteNumber("limit", limit);
            writer.WriteNumber("used", used);
            writer.WriteNumber("reserved", 0); // what is being created holds its place by a lock, not by a reservation
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, IEnumerable<TenantQuota> tenants, ApiProfile profile)
    {
        writer.WriteStartArray("quotas");
        foreach (var (tenant, limits) in tenants)
        {
            writer.WriteStartObject();
            WriteMembers(writer, limits);
            if (profile.StandardAttributes)
                writer.WriteString("project_id", tenant);
            writer.WriteString("tenant_id", tenant);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteCaller(Utf8JsonWriter writer, string name, string tenant)
    {
        writer.WriteStartObject(name);
        writer.WriteString($"{name}_id", tenant);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<QuotaLimit> limits)
    {
        foreach (var (resource, limit) in limits)
            writer.WriteNumber(resource, limit);
    }

    private static Task SendAsync(HttpContext http, Action<Utf8JsonWriter> write) =>
        Documents.WriteAsync(http, Representation.Negotiate(http) is null ? null : XmlStyle.Elements, write);
}
