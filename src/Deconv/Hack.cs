namespace Deconv;
internal static class Hack { public static double E(string n, double d) => System.Environment.GetEnvironmentVariable(n) is { } s ? double.Parse(s, System.Globalization.CultureInfo.InvariantCulture) : d; }
