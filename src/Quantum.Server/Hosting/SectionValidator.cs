using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Quantum.Server.Hosting;

/// <summary>Checks an options object by its annotations and names the configuration keys that are wrong, all of them at once.</summary>
internal sealed class SectionValidator<TOptions>(string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(Describe));
    }

    private string Describe(ValidationResult failure) =>
        failure.MemberNames.FirstOrDefault() is { } member ? $"{section}:{member}: {failure.ErrorMessage}" : failure.ErrorMessage!;
}
