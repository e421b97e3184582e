using System.Linq.Expressions;
using System.Net;
using System.Reflection;

namespace Quantum.Resources.Attributes;

/// <summary>Builds the conditions and orders that lists need from the expression that reads an attribute.</summary>
internal static class AttributeQuery
{
    /// <summary>Each becomes a part of one condition, and databases limit how deep a condition may be (SQLite: 1000).</summary>
    private const int MostSeconds = 500;

    /// <summary>The values that query texts stand for; a text that no value prints as is left out.</summary>
    public static IReadOnlyList<TValue> Values<TValue>(AttributeType<TValue> type, IReadOnlyList<string> texts)
    {
        var values = new List<TValue>(texts.Count);
        foreach (var text in texts)
        {
            try
            {
                values.Add(type.ReadText(text));
            }
            catch (AttributeFormatException e) when (!e.IsConversion)
            {
                continue;
            }
        }

        return values;
    }

    public static Expression<Func<TResource, bool>> IsOneOf<TResource, TValue>(
        Expression<Func<TResource, TValue>> read, IReadOnlyList<TValue> values)
    {
        Expression condition = values.Count switch
        {
            0 => Expression.Constant(false),
            1 => Expression.Equal(read.Body, Parameter(values[0])),
            _ => Expression.Call(
                typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TValue)], Parameter<IEnumerable<TValue>>([.. values]), read.Body),
        };
        return Expression.Lambda<Func<TResource, bool>>(condition, read.Parameters);
    }

    /// <summary>Answers show a moment to the second, so its text stands for the whole second.</summary>
    public static Expression<Func<TResource, bool>> IsInSecond<TResource>(
        Expression<Func<TResource, DateTime>> read, IReadOnlyList<string> texts)
    {
        var seconds = Values(AttributeTypes.Timestamp, texts)
            .Select(moment => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond)))
            .Distinct()
            .ToList();
        if (seconds.Count > MostSeconds)
            throw AttributeFormatException.Unconvertible(FormattableString.Invariant($"more than {MostSeconds} times are asked for"));

        Expression condition = Expression.Constant(false);
        foreach (var first in seconds)
        {
            var last = first.AddTicks(TimeSpan.TicksPerSecond - 1);
            condition = Expression.OrElse(condition, Expression.AndAlso(
                Expression.GreaterThanOrEqual(read.Body, Parameter(first)), Expression.LessThanOrEqual(read.Body, Parameter(last))));
        }

        return Expression.Lambda<Func<TResource, bool>>(condition, read.Parameters);
    }

    public static IOrderedQueryable<TResource> Order<TResource, TValue>(
        IQueryable<TResource> resources, Expression<Func<TResource, TValue>> read, bool isFirstKey, bool descending)
    {
        if (!CanBeNull(typeof(TValue), read))
            return OrderBy(resources, read, isFirstKey, descending);

        var hasValue = Expression.Lambda<Func<TResource, bool>>(
            Expression.NotEqual(read.Body, Expression.Constant(null, typeof(TValue))), read.Parameters);
        return OrderBy(OrderBy(resources, hasValue, isFirstKey, descending), read, isFirstKey: false, descending);
    }

    public static Expression<Func<TResource, bool>> SortsBehind<TResource, TValue>(
        Expression<Func<TResource, TValue>> read, TValue marker, bool descending)
    {
        var isNull = CanBeNull(typeof(TValue), read) ? Expression.Equal(read.Body, Expression.Constant(null, typeof(TValue))) : null;
        Expression condition = (marker, descending) switch
        {
            (null, true) => Expression.Constant(false),
            (null, false) => Expression.Not(isNull!),
            (_, true) when isNull is not null => Expression.OrElse(isNull, Compare(Parameter(marker), read.Body)),
            (_, true) => Compare(Parameter(marker), read.Body),
            _ => Compare(read.Body, Parameter(marker)),
        };
        return Expression.Lambda<Func<TResource, bool>>(condition, read.Parameters);
    }

    private static IOrderedQueryable<TResource> OrderBy<TResource, TKey>(
        IQueryable<TResource> resources, Expression<Func<TResource, TKey>> key, bool isFirstKey, bool descending) =>
        (isFirstKey, descending) switch
        {
            (true, false) => resources.OrderBy(key),
            (true, true) => resources.OrderByDescending(key),
            (false, false) => ((IOrderedQueryable<TResource>)resources).ThenBy(key),
            (false, true) => ((IOrderedQueryable<TResource>)resources).ThenByDescending(key),
        };

    /// <summary><paramref name="left"/> sorts behind <paramref name="right"/>.</summary>
    private static Expression Compare(Expression left, Expression right)
    {
        if (left.Type == typeof(IPAddress) || left.Type == typeof(ResourceStatus))
            return Expression.Call(typeof(SortOrder), nameof(SortOrder.IsAfter), null, left, right);

        var compare = left.Type == typeof(string)
            ? (Expression)Expression.Call(typeof(string), nameof(string.Compare), null, left, right)
            : Expression.Call(Present(left), nameof(IComparable.CompareTo), null, Present(right));
        return Expression.GreaterThan(compare, Expression.Constant(0));
    }

    private static Expression Present(Expression value) =>
        Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Property(value, nameof(Nullable<>.Value));

    /// <summary>A value that the database provider sends as a parameter, so that one query plan serves all values.</summary>
    private static MemberExpression Parameter<TValue>(TValue value) =>
        Expression.Field(Expression.Constant(new Box<TValue>(value)), nameof(Box<>.Value));

    private static bool CanBeNull(Type type, LambdaExpression read) =>
        type.IsValueType
            ? Nullable.GetUnderlyingType(type) is not null
            : read.Body is MemberExpression { Member: PropertyInfo property }
                && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private sealed class Box<TValue>(TValue value)
    {
        public readonly TValue Value = value;
    }
}
