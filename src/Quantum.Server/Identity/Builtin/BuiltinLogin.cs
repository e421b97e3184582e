using Quantum.Resources.Errors;

namespace Quantum.Server.Identity.Builtin;

/// <summary>Gives tokens to those who prove who they are.</summary>
internal sealed class BuiltinLogin(UserDirectory directory, BuiltinTokens tokens)
{
    /// <exception cref="UnauthorizedException">The proof is wrong, or the user has no part in the project.</exception>
    /// <exception cref="HttpBadRequestException">The body asks for what is not served.</exception>
    public async Task<(string Token, Ticket Ticket)> IssueAsync(HttpRequest request)
    {
        var login = await LoginRequest.ReadAsync(request);
        var proof = login.Auth.Identity;
        return proof switch
        {
            { Methods: ["password"], Password.User: { Password: { } password } asked } =>
                tokens.Issue(FindUser(request, asked, password).Entry.Id, ProjectOf(request, login, FindUser(asked)!), "password", null),
            { Methods: ["token"], Token.Id: var id } => Exchange(request, login, id),
            _ => throw new HttpBadRequestException("The methods of identification are password and token"),
        };
    }

    /// <summary>A token in place of another one, which lives no longer than that.</summary>
    private (string, Ticket) Exchange(HttpRequest request, LoginRequest login, string token)
    {
        var former = tokens.Read(token) ?? throw Refusal(request);
        var project = ProjectOf(request, login, directory.User(former.UserId)!);
        return tokens.Issue(former.UserId, project, "token", former.ExpiresAt);
    }

    private DirectoryUser FindUser(HttpRequest request, LoginRequest.NamedEntry asked, string password)
    {
        var user = FindUser(asked);
        return Passwords.Matches(user?.PasswordHash, password) ? user! : throw Refusal(request);
    }

    private DirectoryUser? FindUser(LoginRequest.NamedEntry asked) => asked switch
    {
        { Id: { } id } => directory.User(id),
        { Name: { } name, IsInDomain: true } => directory.UserNamed(name),
        _ => null,
    };

    private string? ProjectOf(HttpRequest request, LoginRequest login, DirectoryUser user)
    {
        if (login.Project is not { } asked)
            return null;

        var project = asked switch
        {
            { Id: { } id } => directory.Project(id),
            { Name: { } name, IsInDomain: true } => directory.ProjectNamed(name),
            _ => null,
        };
        return project is not null && user.RolesByProject.ContainsKey(project.Id) ? project.Id : throw Refusal(request);
    }

    private UnauthorizedException Refusal(HttpRequest request) => new(tokens.AddressFor(request));
}
