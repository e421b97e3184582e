using System.Text.Json;
using System.Text.Json.Nodes;
using Quantum.Core.Plugins;
using Quantum.Core.Requests;
using Quantum.Resources.Errors;
using Quantum.Server.Api.Tags;

namespace Quantum.Server.Api;

/// <summary>The list of extensions: what the plugin serves, and what the server itself does for every resource.</summary>
internal sealed class ApiExtensions(ResourceCatalog catalog)
{
    private static readonly ApiExtension[] OfServer =
    [
        new("project-id", "project_id field enabled", "Extension that indicates that project_id field is enabled.", "2016-09-09T09:09:09-09:09"),
        new("standard-attr-description", "standard-attr-description", "Extension to add descriptions to standard attributes", "2016-02-10T10:00:00-00:00"),
        new("standard-attr-timestamp", "Resource timestamps", "Adds created_at and updated_at fields to all Neutron resources that have Neutron standard attributes.", "2016-09-12T10:00:00-00:00"),
        new("standard-attr-revisions", "Resource revision numbers", "This extension will display the revision number of neutron resources.", "2016-04-11T10:00:00-00:00"),
        new("revision-if-match", "If-Match constraints based on revision_number", "Extension indicating that If-Match based on revision_number is supported.", "2016-12-11T00:00:00-00:00"),
        new("sorting", "Sorting support", "Extension that indicates that sorting is enabled.", "2016-06-12T00:00:00-00:00"),
        new("pagination", "Pagination support", "Extension that indicates that pagination is enabled.", "2016-06-12T00:00:00-00:00"),
        new("filter-validation", "Filter parameters validation", "Provides validation on filter parameters.", "2018-07-04T10:00:00-00:00"),
        new(
            "quotas", "Quotas for each tenant", "Expose functions for cloud admin to update quotasfor each tenant", "2012-07-29T10:00:00-00:00")
        {
            Namespace = "http://docs.openstack.org/network/ext/quotas-sets/api/v2.0",
        },
        new("quota_details", "Quota details management support", "Expose functions for quotas usage statistics per project", "2017-02-10T10:00:00-00:00"),
        new("quota-check-limit", "Quota engine limit check", "Support for checking the resource usage before applying a new quota limit", "2021-09-08T16:00:00-00:00"),
        new("tag-creation", "Tag creation extension", "Allow to create multiple tags for a resource", "2024-23-07T10:00:00-00:00"),
        new("tag-ports-during-bulk-creation", "Tag Ports During Bulk Creation", "Allow to tag ports during bulk creation", "2019-12-29T19:00:00-00:00"),
        new("empty-string-filtering", "Empty String Filtering Extension", "Allow filtering by attributes with empty string value", "2018-05-01T10:00:00-00:00"),
    ];

    /// <summary>Its name tells which resources can be tagged.</summary>
    private ApiExtension Tags { get; } = new(
        "standard-attr-tag",
        $"Tag support for resources with standard attribute: {string.Join(", ", catalog.All.Where(TagEndpoints.IsTaggable).Select(resource => resource.Description.Name))}",
        "Enables to set tag on resources with standard attribute.",
        "2017-01-01T00:00:00-00:00");

    /// <summary>Answers <c>GET /v2.0/extensions</c>.</summary>
    public Task WriteListAsync(HttpContext http)
    {
        DemandGet(http, "/v2.0/extensions");
        return Documents.WriteAsync(http, Representation.Negotiate(http) is null ? null : XmlStyle.Elements, writer =>
        {
            writer.WriteStartArray("extensions");
            foreach (var extension in Served(http))
                Write(writer, extension);
            writer.WriteEndArray();
        });
    }

    /// <summary>Answers <c>GET /v2.0/extensions/{alias}</c>.</summary>
    public Task WriteOneAsync(HttpContext http, string alias)
    {
        DemandGet(http, "/v2.0/extensions/{alias}");
        var extension = Served(http).FirstOrDefault(extension => extension.Alias == alias) ?? throw new ExtensionNotFoundException(alias);
        return Documents.WriteAsync(http, Representation.Negotiate(http) is null ? null : XmlStyle.Elements, writer =>
        {
            writer.WritePropertyName("extension");
            Write(writer, extension);
        });
    }

    /// <summary>One of them, written as answers show it, for documents.</summary>
    public static JsonNode Example()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, OfServer[0]);
        }

        return JsonNode.Parse(buffer.ToArray())!;
    }

    /// <summary>Clients of 2012 are told of the extensions of 2012 alone.</summary>
    private IEnumerable<ApiExtension> Served(HttpContext http)
    {
        var profile = ApiRequest.Of(http).Profile;
        return catalog.Extensions.Concat(OfServer).Append(Tags).Where(extension => extension.ExistsIn(profile));
    }

    private static void DemandGet(HttpContext http, string route)
    {
        ApiRequest.Of(http).Route = route;
        if (!HttpMethods.IsGet(http.Request.Method))
            throw new HttpNotFoundException();
    }

    private static void Write(Utf8JsonWriter writer, ApiExtension extension)
    {
        writer.WriteStartObject();
        writer.WriteString("alias", extension.Alias);
        writer.WriteString("name", extension.Name);
        writer.WriteString("description", extension.Description);
        writer.WriteString("namespace", extension.Namespace);
        writer.WriteString("updated", extension.Updated);
        writer.WriteStartArray("links");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

/// <summary>No extension has that alias (404).</summary>
internal sealed class ExtensionNotFoundException(string alias)
    : QuantumException(ErrorKind.NotFound, $"Extension with alias {alias} does not exist")
{
    public override string Type => "ExtensionNotFound";
}
