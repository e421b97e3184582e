using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Quantum.Resources.Attributes;

namespace Quantum.Core.Database;

/// <summary>Keeps the attributes that a plugin added as one JSON object.</summary>
internal sealed class ExtensionValuesConverter() : ValueConverter<ExtensionValues, string>(values => values.Json, json => ExtensionValues.Parse(json));
