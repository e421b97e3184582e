using Quantum.Core.Policy;
using Quantum.Core.Quotas;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Quotas;

namespace Quantum.Server.Api.Quotas;

/// <summary>
/// The URLs below <c>/v2.0/quotas</c>. Whoever belongs to a tenant reads its limits; everything else is for policy to allow, which
/// allows it to administrators.
/// </summary>
internal sealed class QuotaEndpoints(QuotaService quotas, PolicyEngine policy)
{
    public const string Collection = "/v2.0/quotas";
    public const string Member = $"{Collection}/{{tenant}}";

    /// <summary>Why the use of a limit is not told to everybody.</summary>
    public const string ForeignDetails = "Only admin is authorized to access quotas for another project";

    /// <summary>The longest name that a tenant can have.</summary>
    private const int LongestTenant = 255;

    /// <summary>Answers any request below <c>/v2.0/quotas</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="path">The parts of the path behind <c>quotas</c>.</param>
    public Task HandleAsync(HttpContext http, RequestContext context, ReadOnlySpan<string> path)
    {
        // GET of "tenant" and "project" asks who the caller is; with other methods, and what is younger in 2012, they are names of
        // tenants like any other.
        var isGet = HttpMethods.IsGet(http.Request.Method);
        var isToday = context.Profile.StandardAttributes;
        return path switch
        {
            [] => Only(isGet, context, Collection, http, () => ListAsync(http, context)),
            ["tenant"] when isGet => ShowCallerAsync(http, context, "tenant"),
            ["project"] when isGet && isToday => ShowCallerAsync(http, context, "project"),
            [{ Length: > 0 } tenant] => HandleMemberAsync(http, context, tenant),
            [{ Length: > 0 } tenant, "default"] when isToday =>
                Only(isGet, context, $"{Member}/default", http, () => ShowDefaultAsync(http, context, tenant)),
            [{ Length: > 0 } tenant, "details"] when isToday =>
                Only(isGet, context, $"{Member}/details", http, () => ShowDetailsAsync(http, context, tenant)),
            _ => throw new HttpNotFoundException(),
        };
    }

    private static Task Only(bool isGet, RequestContext context, string route, HttpContext http, Func<Task> answer)
    {
        ApiRequest.Of(http).Route = route;
        return isGet ? answer() : throw ResourceEndpoints.NoSuchMethod(context);
    }

    private Task HandleMemberAsync(HttpContext http, RequestContext context, string tenant)
    {
        ApiRequest.Of(http).Route = Member;
        return http.Request.Method switch
        {
            "GET" => ShowAsync(http, context, tenant),
            "PUT" => UpdateAsync(http, context, tenant),
            "DELETE" => DeleteAsync(http, context, tenant),
            _ => throw ResourceEndpoints.NoSuchMethod(context),
        };
    }

    private async Task ListAsync(HttpContext http, RequestContext context)
    {
        policy.Demand(context, ["get_quota"], new PolicyTarget());
        await QuotaDocuments.WriteListAsync(http, await quotas.ListAsync(context.Profile, http.RequestAborted));
    }

    private static Task ShowCallerAsync(HttpContext http, RequestContext context, string name)
    {
        ApiRequest.Of(http).Route = $"{Collection}/{name}";
        return QuotaDocuments.WriteCallerAsync(http, name, context.TenantId ?? throw new QuotaMissingTenantException());
    }

    private async Task ShowAsync(HttpContext http, RequestContext context, string tenant)
    {
        DemandRead(context, tenant);
        await QuotaDocuments.WriteAsync(http, await quotas.GetAsync(context.Profile, tenant, http.RequestAborted));
    }

    private Task ShowDefaultAsync(HttpContext http, RequestContext context, string tenant)
    {
        DemandRead(context, tenant);
        return QuotaDocuments.WriteAsync(http, QuotaService.Default(context.Profile));
    }

    private async Task ShowDetailsAsync(HttpContext http, RequestContext context, string tenant)
    {
        if (!context.Owns(tenant) && !policy.Allows(context, "get_quota", Target(tenant)))
            throw new AdminRequiredException(ForeignDetails);
        await QuotaDocuments.WriteDetailsAsync(http, await quotas.DetailsAsync(context.Profile, tenant, http.RequestAborted));
    }

    private async Task UpdateAsync(HttpContext http, RequestContext context, string tenant)
    {
        using var document = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        policy.Demand(context, ["update_quota"], Target(tenant));
        var change = QuotaBody.Read(RequestBody.Readable(http, document), context.Profile);
        if (tenant.Length > LongestTenant)
            throw new InvalidAttributeException("tenant_id", $"'{ValueText.Cut(tenant)}' exceeds maximum length of {LongestTenant}");

        await QuotaDocuments.WriteAsync(http, await quotas.UpdateAsync(context.Profile, tenant, change, http.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext http, RequestContext context, string tenant)
    {
        policy.Demand(context, ["delete_quota"], Target(tenant));
        await quotas.DeleteAsync(tenant, http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private void DemandRead(RequestContext context, string tenant)
    {
        if (!context.Owns(tenant))
            policy.Demand(context, ["get_quota"], Target(tenant));
    }

    private static PolicyTarget Target(string tenant) => new() { ["tenant_id"] = tenant, ["project_id"] = tenant };
}
