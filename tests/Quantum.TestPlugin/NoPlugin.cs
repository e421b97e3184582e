namespace Acme.Networking;

/// <summary>A class that is no plugin.</summary>
public sealed class NoPlugin;
