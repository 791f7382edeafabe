namespace Deconv.Tests.Numerics.Kernels.Generator;

/// <summary>A vector of complex numbers in generated code: the names of two locals.</summary>
internal readonly record struct Complex(string Re, string Im);
