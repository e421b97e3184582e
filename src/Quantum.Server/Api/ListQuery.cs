using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using Microsoft.AspNetCore.WebUtilities;
using Quantum.Core.Requests;
using Quantum.Resources.Attributes;
using Quantum.Resources.Errors;
using Quantum.Resources.Profiles;

namespace Quantum.Server.Api;

/// <summary>A query string, read against a resource's table: fields, filters, order and page.</summary>
internal sealed class ListQuery
{
    private static readonly HashSet<string> Reserved = ["fields", "sort_key", "sort_dir", "limit", "marker", "page_reverse"];

    private readonly ILookup<string, string> _parameters;

    public ListQuery(QueryString query)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var pair in new QueryStringEnumerable(query.Value))
            pairs.Add((pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        Parameters = pairs;
        _parameters = pairs.ToLookup(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        if (pairs.Exists(pair => pair.Name.Contains('\0', StringComparison.Ordinal) || pair.Value.Contains('\0', StringComparison.Ordinal)))
            throw new HttpBadRequestException("NUL characters are not accepted in the query string");
    }

    /// <summary>True for names that are never filters.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>Demands that all filters are among those that a list has.</summary>
    /// <exception cref="HttpBadRequestException">There are others.</exception>
    public void DemandFilters(Func<string, bool> isFilter) =>
        DemandNone([.. _parameters.Select(parameter => parameter.Key).Where(name => !IsReserved(name) && !isFilter(name))]);

    /// <summary>All parameters in the order of the URL.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters { get; }

    /// <summary>The owner whose objects are asked for, or <c>null</c>.</summary>
    public string? Owner => _parameters["project_id"].Concat(_parameters["tenant_id"]).FirstOrDefault();

    /// <summary>The attributes that answers show: all, or those asked for. Unknown names are ignored.</summary>
    public IReadOnlyList<IResourceAttribute<TResource>> Fields<TResource>(ResourceDefinition<TResource> definition, ApiProfile profile)
    {
        var asked = _parameters["fields"].Where(name => name.Length > 0).ToHashSet(StringComparer.Ordinal);
        return [.. definition.Table.Where(row =>
            row.Definition.IsVisible && row.Definition.ExistsIn(profile) && (asked.Count == 0 || asked.Contains(row.Definition.Name)))];
    }

    /// <summary>What the list asks for.</summary>
    /// <param name="definition">The resource.</param>
    /// <param name="profile">The request's profile.</param>
    /// <param name="maxLimit">Largest page; 0: no limit.</param>
    public ResourceFilter<TResource> Filter<TResource>(ResourceDefinition<TResource> definition, ApiProfile profile, int maxLimit) => new()
    {
        Conditions = Conditions(definition, profile),
        ReadRules = ReadRules(definition, profile),
        Order = Order(definition, profile),
        Page = profile.Paging ? Page(maxLimit) : null,
    };

    /// <summary>Who may not see an attribute must not learn it from a filter or an order either.</summary>
    private List<string> ReadRules(ResourceDefinition definition, ApiProfile profile) =>
        [.. _parameters.Select(parameter => parameter.Key).Concat(_parameters["sort_key"])
            .Select(name => definition.Find(name, profile)?.ReadRule)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)];

    private List<Expression<Func<TResource, bool>>> Conditions<TResource>(
        ResourceDefinition<TResource> definition, ApiProfile profile)
    {
        var conditions = new List<Expression<Func<TResource, bool>>>();
        var unknown = new List<string>();
        foreach (var parameter in _parameters.Where(parameter => !Reserved.Contains(parameter.Key)))
        {
            if (definition.Find(parameter.Key, profile) is not { IsFilter: true })
            {
                unknown.Add(parameter.Key);
                continue;
            }

            var texts = parameter.Where(text => text.Length > 0 || !profile.IgnoreEmptyFilters).ToList();
            if (texts.Count > 0)
                conditions.Add(Condition(definition.FindRow(parameter.Key)!, texts));
        }

        if (!profile.IgnoreUnknownFilters)
            DemandNone(unknown);
        return conditions;
    }

    private static Expression<Func<TResource, bool>> Condition<TResource>(IResourceAttribute<TResource> attribute, List<string> texts)
    {
        try
        {
            return attribute.Matches(texts);
        }
        catch (AttributeFormatException e)
        {
            throw new InvalidInputException(e.Message);
        }
    }

    private List<(IResourceAttribute<TResource> Attribute, bool Descending)> Order<TResource>(
        ResourceDefinition<TResource> definition, ApiProfile profile)
    {
        var keys = profile.Paging ? _parameters["sort_key"].ToList() : [];
        var directions = profile.Paging ? _parameters["sort_dir"].ToList() : [];
        if (keys.Count != directions.Count)
            throw new HttpBadRequestException("The number of sort_keys and sort_dirs must be same");
        if (keys.Where(key => definition.Find(key, profile) is not { IsSortKey: true }).ToList() is { Count: > 0 } unknown)
            throw new HttpBadRequestException($"{Listed(unknown)} is invalid attribute for sort_keys");
        if (directions.Where(direction => direction is not ("asc" or "desc")).ToList() is { Count: > 0 } invalid)
            throw new HttpBadRequestException($"{Listed(invalid)} is invalid value for sort_dirs, valid value is 'asc' and 'desc'");

        // A key that comes again decides nothing any more.
        var order = keys.Zip(directions).DistinctBy(pair => pair.First)
            .Select(pair => (definition.FindRow(pair.First)!, pair.Second == "desc"))
            .ToList();
        if (!keys.Contains(definition.Key))
            order.Add((definition.FindRow(definition.Key)!, false));
        return order;
    }

    private ResourcePage? Page(int maxLimit)
    {
        var limit = Limit();
        if (maxLimit > 0 && (limit == 0 || limit > maxLimit))
            limit = maxLimit;
        if (limit == 0)
            return null;

        var isReverse = _parameters["page_reverse"].LastOrDefault() is "True" or "true" or "1";
        return new(limit, _parameters["marker"].LastOrDefault(marker => marker.Length > 0), isReverse);
    }

    private int Limit()
    {
        if (_parameters["limit"].LastOrDefault() is not { Length: > 0 } text)
            return 0;
        return BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? (int)BigInteger.Min(limit, int.MaxValue)
            : throw new BadRequestException("limit", $"Limit must be an integer 0 or greater and not '{ValueText.Cut(text)}'");
    }

    private static void DemandNone(List<string> unknown)
    {
        if (unknown.Count > 0)
            throw new HttpBadRequestException($"{Listed(unknown)} is invalid attribute for filtering");
    }

    private static string Listed(IEnumerable<string> names) =>
        ValueText.Cut($"[{string.Join(", ", names.Distinct(StringComparer.Ordinal).Select(name => $"'{name}'"))}]");
}
